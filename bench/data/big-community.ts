import type pg from 'pg';
import { inTransaction, withOwnerConnection } from '#kernel/database';
import { rounded, say } from '../line.js';
import { createTenant } from '../stage/platform.js';
import type { Stage } from '../stage/stage.js';
import { countDangling, multiply } from './big-rows.js';
import { makeCommunity } from './community.js';
import { copyRows } from './copy.js';
import { countDifferences } from './load.js';
import type { Community } from './making.js';
import { standard, standardSeed } from './standard.js';

/** A community of which measures read. */
export interface ReadCommunity {
  readonly tenantId: number;
  readonly slug: string;
  readonly host: string;
  readonly schema: string;
}

/** Of messages there are none, because no measure of it reads them. */
const multiplied = ['member', 'post', 'comment', 'post_star', 'topic', 'post_topic', 'media_object', 'media_use'];

/**
 * 10,000 members and 200,000 posts: made by the platform's API, its owner by the services, the rest out of the data set
 * `standard`, each post with its comments, stars, topics and pictures a hundred times. Who follows whom is drawn anew.
 */
export async function makeBigCommunity(stage: Stage): Promise<ReadCommunity> {
  const since = performance.now();
  say('  making a community of 10,000 members and 200,000 posts …');
  const slug = 'big';
  const { id, host } = await createTenant(stage, slug);
  const [names] = await stage.postgres.query<{ schema: string }>('select schema from platform.tenant where id = $1', [
    id,
  ]);
  const { schema } = names!;
  const passwordHash = await stage.password();
  const base = makeCommunity({ slug, tenantId: id, size: standard, seed: standardSeed, passwordHash });
  await withOwnerConnection(stage.postgres.url, async (client) => {
    await client.query('set synchronous_commit = off');
    await inTransaction(client, async () => {
      await client.query(`set local search_path = ${schema}, pg_temp`);
      await loadBase(client, base);
      await multiply(client, { schema, nextBlock: base.nextBlock });
      const wrong = (await countDifferences(client)) + (await countDangling(client, schema));
      if (wrong > 0)
        throw new Error(`${wrong} counters or references of the large data set do not agree with its rows.`);
    });
    await client.query(`set search_path = ${schema}`);
    await client.query(`vacuum (analyze) ${[...multiplied, 'relation'].join(', ')}`);
  });
  await stage.postgres.query('checkpoint'); // or it falls into a round
  say(`  … in ${rounded((performance.now() - since) / 1000, 1)} s`);
  return { tenantId: id, slug, host, schema };
}

async function loadBase(client: pg.ClientBase, { tables }: Community): Promise<void> {
  for (const table of multiplied) {
    await client.query(
      `create temp table base_${table} (like ${table} including defaults including generated) on commit drop`,
    );
    await copyRows(client, `base_${table}`, tables[table]!);
    await client.query(`analyze base_${table}`);
  }
}
