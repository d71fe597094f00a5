import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { answersPost, type PostFacts, type Statement } from '../stage/recorded-posts.js';

interface Opening {
  readonly url: string;
  readonly namespace: string;
  /** One connection each. */
  readonly authors: readonly number[];
}

interface Replayed {
  readonly count: number;
  /** Each took so long. */
  readonly milliseconds: number;
}

/** The product says at most that often that there are tasks. */
const hintEvery = 50;

/** Sends recorded statements again and again, as fast as their answers come, with other facts each time. */
export class Replay {
  private numbers = 200_000;

  private constructor(
    private readonly clients: readonly { client: pg.Client; author: number }[],
    private readonly hinting: pg.Client,
  ) {}

  static async open({ url, namespace, authors }: Opening): Promise<Replay> {
    const connect = async (): Promise<pg.Client> => {
      const client = new pg.Client({
        connectionString: url,
        application_name: 'bench',
        options: `-c role=${namespace}_app -c search_path=`, // as the product connects
        pipeline: true,
      } as pg.ClientConfig);
      client.on('error', () => undefined); // the statement in flight fails with it
      await client.connect();
      return client;
    };
    const clients = await Promise.all(authors.map(async (author) => ({ client: await connect(), author })));
    return new Replay(clients, await connect());
  }

  /** `hints`: with the NOTIFY that tells of tasks. */
  async run(statements: readonly Statement[], seconds: number, hints: boolean): Promise<Replayed> {
    const timer =
      hints && setInterval(() => void this.hinting.query(`select pg_notify('paopao_tasks', '')`), hintEvery);
    const since = performance.now();
    const until = since + seconds * 1000;
    let count = 0;
    const work = async ({ client, author }: { client: pg.Client; author: number }): Promise<void> => {
      for (; performance.now() < until; count++) await this.once(client, statements, String(author));
    };
    try {
      await Promise.all(this.clients.map(work));
      return { count, milliseconds: ((performance.now() - since) * this.clients.length) / count };
    } finally {
      if (timer) clearInterval(timer);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.clients.map(({ client }) => client), this.hinting].map((client) => client.end()));
  }

  private async once(client: pg.Client, statements: readonly Statement[], author: string): Promise<void> {
    const key = `\\x${randomBytes(32).toString('hex')}`;
    let facts: PostFacts = { author, number: String(this.numbers++), post: null, key };
    const answers: Promise<pg.QueryResult<{ id: number }>>[] = [];
    const adding = statements.findIndex(answersPost);
    for (const [place, statement] of statements.entries()) {
      await answers[statement.after - 1]; // they come in order
      if (facts.post === null && statement.after > adding)
        facts = { ...facts, post: String((await answers[adding]!).rows[0]!.id) };
      answers[place] = client.query(
        statement.sql,
        statement.values.map((value) => value && filled(value, facts)),
      );
    }
    const end = (await Promise.all(answers)).at(-1)!;
    if (end.command !== 'COMMIT') throw new Error(`COMMIT was answered with ${end.command}.`);
  }
}

const filled = (value: string, facts: PostFacts): string =>
  value.includes('{')
    ? value.replaceAll(/\{(author|number|post|key)\}/g, (_, name: keyof PostFacts) => facts[name]!)
    : value;
