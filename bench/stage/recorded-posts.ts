import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { canaryOf } from '../data/texts.js';
import { Client } from '../http/client.js';
import type { Run } from '../run.js';
import { freePort } from './free-port.js';
import type { Stage } from './stage.js';
import { firstWriter, type StandardCommunity } from './standard-community.js';
import { type Sent, StatementRecorder } from './statement-recorder.js';

/** What differs from one post to the next. */
export interface PostFacts {
  readonly author: string;
  readonly number: string;
  /** Null until it is known. */
  readonly post: string | null;
  readonly key: string;
}

export interface Statement {
  readonly sql: string;
  /** With the names of PostFacts in braces. */
  readonly values: readonly (string | null)[];
  /** It was sent when so many of those before it had been answered, and no earlier. */
  readonly after: number;
}

export interface Recording {
  readonly statements: readonly Statement[];
  readonly tasksPerPost: number;
}

export const addsTasks = ({ sql }: Statement): boolean => sql.includes('insert into jobs.task');
export const answersPost = ({ sql }: Statement): boolean => sql.includes('insert into post ');

/** With what a connection begins once in a second, whoever's the unit is. */
const planning = '; DISCARD PLANS';
const posts = 6;
const authors = 2;

/**
 * The unit of work by which the built server adds a post, as its database gets it. What stands for author, number and
 * post is found by what was asked and answered, and proved: posts of two authors have to come to the same.
 */
export async function recordPosts(run: Run, stage: Stage, community: StandardCommunity): Promise<Recording> {
  const recorder = await StatementRecorder.start(stage.postgres.url);
  run.undo.push(() => recorder.stop());
  const port = await freePort();
  const api = await stage.startProcess('api', { url: recorder.url, PORT: String(port) });
  const client = new Client(port);
  try {
    await post(client, community, 0, '100000'); // the first of a process reads more
    await post(client, community, 1, '100001');
    const tasks = await countTasks(stage);
    const recorded: Statement[][] = [];
    for (let index = 0; index < posts; index++) {
      recorder.sent.length = 0;
      const [by, number] = [index % authors, String(100002 + index)];
      const id = await post(client, community, by, number);
      const sent = unitOf(recorder.sent);
      recorded.push(templateOf(sent, factsOf(sent, { author: String(firstWriter + by), number, post: String(id) })));
    }
    return { statements: common(recorded), tasksPerPost: ((await countTasks(stage)) - tasks) / posts };
  } finally {
    client.close();
    await api.stop();
    recorder.stop();
  }
}

async function post(client: Client, { host, slug, writerTokens }: StandardCommunity, author: number, number: string) {
  const content = `What a day ${number} it was. 今天在湖边。 ${canaryOf(slug)}`;
  const { id } = await client.data<{ id: number }>({
    host,
    path: '/v1/post',
    method: 'POST',
    headers: { authorization: writerTokens[author]! },
    body: { contents: [{ content, type: 2, sort: 100 }], tags: ['life', '日常'], users: [], visibility: 0 },
  });
  await pause(50); // what follows an answer is no part of it
  return id;
}

/** From BEGIN to COMMIT on the connection that the post was written by. */
function unitOf(sent: readonly Sent[]): Sent[] {
  const written = sent.find(({ sql }) => sql.includes('insert into post '));
  if (!written) throw new Error('No statement adds a post.');
  const own = sent.filter(({ connection }) => connection === written.connection);
  const at = own.indexOf(written);
  const first = own.findLastIndex(({ sql }, index) => index < at && sql.startsWith('BEGIN'));
  const last = own.findIndex(({ sql }, index) => index > at && sql === 'COMMIT');
  if (first < 0 || last < 0) throw new Error('The post was not added in a unit of work.');
  return own.slice(first, last + 1);
}

const requestKey = /^\\x[0-9a-f]{64}$/;

function factsOf(sent: readonly Sent[], known: Omit<PostFacts, 'key'>): PostFacts {
  const key = sent.flatMap(({ values }) => values).find((value) => value !== null && requestKey.test(value));
  if (!key) throw new Error('The post has no key of its request.');
  return { ...known, key };
}

function templateOf(sent: readonly Sent[], facts: PostFacts): Statement[] {
  const [{ place: first }] = sent as [Sent];
  return sent.map(({ sql, values, answered }) => ({
    sql: sql.replace(planning, ''),
    values: values.map((value) => value && withNames(value, facts)),
    after: Math.max(0, answered - first),
  }));
}

function withNames(value: string, { author, number, post: id, key }: PostFacts): string {
  if (value === author) return '{author}';
  if (value === key) return '{key}';
  return value
    .replaceAll(number, '{number}')
    .replaceAll(new RegExp(`\\b${id}\\b`, 'g'), '{post}')
    .replaceAll(new RegExp(`(?<=authorId\\W+)${author}\\b`, 'g'), '{author}');
}

/** Some answers come before anybody has waited for them: what the fewest were known to is what is waited for. */
function common(recorded: readonly Statement[][]): Statement[] {
  const [first, ...others] = recorded as [Statement[], ...Statement[][]];
  for (const other of others) {
    const place = first.findIndex(({ sql, values }, at) => !isDeepStrictEqual({ sql, values }, asked(other[at])));
    if (place < 0 && other.length === first.length) continue;
    const [one, two] = [first, other].map((list) => JSON.stringify(asked(list[Math.max(0, place)])));
    throw new Error(`Two posts do not come to the same statements: ${one}, ${two}`);
  }
  return first.map((statement, at) => ({ ...statement, after: Math.min(...recorded.map((list) => list[at]!.after)) }));
}

const asked = (statement?: Statement) => statement && { sql: statement.sql, values: statement.values };

async function countTasks({ postgres }: Stage): Promise<number> {
  const [row] = await postgres.query<{ count: number }>('select count(*)::int as count from jobs.task');
  return row!.count;
}
