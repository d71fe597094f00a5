import { withOwnerConnection, inTransaction } from '#kernel/database';
import { makeCommunity, usernameOf } from '../data/community.js';
import { countDifferences, loadCommunity } from '../data/load.js';
import { standard, standardSeed } from '../data/standard.js';
import { say } from '../line.js';
import { createTenant } from './platform.js';
import { refuseOtherShapes } from './shape-check.js';
import { memberPassword, type Stage } from './stage.js';

/** A community with the data set `standard`. */
export interface StandardCommunity {
  readonly tenantId: number;
  readonly slug: string;
  readonly host: string;
  readonly schema: string;
  /** Of public posts, the newest first. */
  readonly postIds: readonly number[];
  readonly busiestPost: number;
  /** Authorization header of a member who follows others. */
  readonly memberToken: string;
  /** Of as many members as write at the same time. */
  readonly writerTokens: readonly string[];
}

/** The number of the first of them. */
export const firstWriter = 7;
const writers = 20;

/** Made by the platform's API, its owner by the services, the rest by COPY. */
export async function makeStandardCommunity(stage: Stage): Promise<StandardCommunity> {
  say('  making the data set standard …');
  const slug = 'standard';
  const { id, host } = await createTenant(stage, slug);
  const [names] = await stage.postgres.query<{ role: string; schema: string }>(
    'select role, schema from platform.tenant where id = $1',
    [id],
  );
  const { role, schema } = names!;
  const passwordHash = await stage.password();
  const community = makeCommunity({ slug, tenantId: id, size: standard, seed: standardSeed, passwordHash });
  await withOwnerConnection(stage.postgres.url, async (client) => {
    const enter = `set local role ${role}; set local search_path = ${schema}, pg_temp`;
    await inTransaction(client, async () => {
      await client.query(enter);
      await loadCommunity(client, community);
      const wrong = await countDifferences(client);
      if (wrong > 0) throw new Error(`${wrong} counters of the data set do not agree with its rows.`);
    });
    await client.query(`set search_path = ${schema}`);
    await client.query(`vacuum (analyze) ${Object.keys(community.tables).join(', ')}`);
  });
  await refuseOtherShapes(stage, schema);
  await stage.postgres.query('checkpoint');
  const writerTokens: string[] = [];
  for (let id = firstWriter; id < firstWriter + writers; id++)
    writerTokens.push(await tokenOf(stage, host, usernameOf(id)));
  const [memberToken] = writerTokens as [string];
  const open = community.posts.filter(({ visibility }) => visibility === 90);
  const postIds = open.toSorted((one, other) => other.latest - one.latest).map((post) => post.id);
  return { tenantId: id, slug, host, schema, postIds, busiestPost: community.busiestPost, memberToken, writerTokens };
}

/** Somebody who is signed in, and whose posts the page says that they follow. */
export interface Reader {
  readonly authorization: string;
  readonly follows: ReadonlySet<number>;
}

/** As many members as the data set has, each signed in. */
export async function signInAll(stage: Stage, { host, schema }: StandardCommunity): Promise<Reader[]> {
  const rows = await stage.postgres.query<{ username: string; follows: number[] }>(
    `select m.username, array(select other_id::int4 from ${schema}.relation r where r.member_id = m.id and r.kind = 'follow') as follows
       from ${schema}.member m where m.status = 1 and m.deleted_at is null order by m.id`,
  );
  const readers: Reader[] = [];
  for (const { username, follows } of rows)
    readers.push({ authorization: await tokenOf(stage, host, username), follows: new Set(follows) });
  return readers;
}

async function tokenOf(stage: Stage, host: string, username: string): Promise<string> {
  const body = { username, password: memberPassword };
  const { token } = await stage.client.data<{ token: string }>({ host, path: '/v1/auth/login', method: 'POST', body });
  return `Bearer ${token}`;
}
