import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { ReadCommunity } from '../data/big-community.js';
import type { SignedIn } from '../data/big-readers.js';
import { canaryOf } from '../data/texts.js';
import { rounded } from '../line.js';
import type { Stage } from '../stage/stage.js';

const channel = 'paopao_forget';
/** Within which whatever a process tells others is told. */
const toldMs = 500;

/** What the server tells other processes when a member has written a post: of which keys, without the community's number. */
export async function toldOfPost(
  stage: Stage,
  { tenantId, host, slug }: ReadCommunity,
  { authorization }: SignedIn,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: stage.postgres.url });
  await client.connect();
  try {
    await pause(toldMs); // what was told of other things before
    const own = `${tenantId}:`;
    const keys = new Set<string>();
    client.on('notification', ({ payload = '' }) => {
      for (const line of payload.split('\n')) if (line.startsWith(own)) keys.add(line.slice(own.length));
    });
    await client.query(`listen ${channel}`);
    const contents = [{ content: `One more post. ${canaryOf(slug)}`, type: 2, sort: 100 }];
    const body = { contents, tags: ['life'], users: [], visibility: 0 };
    await stage.client.data({ host, path: '/v1/post', method: 'POST', headers: { authorization }, body });
    await stage.postgres.tasksDone();
    await pause(toldMs);
    if (!keys.has('rows:post')) throw new Error(`Nobody was told of a post, only of ${[...keys].join(', ')}.`);
    return [...keys];
  } finally {
    await client.end();
  }
}

/** Says again and again what a process says that has committed a post, of all these communities at once. */
export class Changes {
  private running = true;
  private told = 0;
  private readonly since = performance.now();
  private readonly telling: Promise<void>;

  private constructor(
    private readonly client: pg.Client,
    private readonly payload: string,
  ) {
    this.telling = this.tell();
  }

  static async begin(stage: Stage, communities: readonly ReadCommunity[], keys: readonly string[]): Promise<Changes> {
    const client = new pg.Client({ connectionString: stage.postgres.url });
    await client.connect();
    await client.query('set synchronous_commit = off'); // nothing is written that the disk would have to be waited for
    const lines = communities.flatMap(({ tenantId }) => keys.map((key) => `${tenantId}:${key}`));
    return new Changes(client, ['bench', ...lines].join('\n'));
  }

  perSecond(): number {
    return rounded((this.told * 1_000) / (performance.now() - this.since), 0);
  }

  async end(): Promise<void> {
    this.running = false;
    await this.telling;
    await this.client.end();
  }

  private async tell(): Promise<void> {
    while (this.running) {
      await this.client.query('select pg_notify($1, $2)', [channel, this.payload]); // one transaction each
      this.told += 1;
    }
  }
}
