import { inTransaction, withOwnerConnection } from '#kernel/database';
import { createTenant } from '../stage/platform.js';
import { memberPassword, type Stage } from '../stage/stage.js';
import { makeCommunity } from './community.js';
import { loadCommunity } from './load.js';
import type { Post } from './making.js';
import { type SearchText, searchText, written } from './search-texts.js';

const posts = 2_500;
const members = 50;
const size = { members, posts, comments: 0, mostComments: 0, replies: 0, stars: 0, follows: 0, messages: 0 };
const seed = 707;

/** A community whose posts are written of many words; others get copies of them. */
export interface SearchSample {
  readonly id: number;
  readonly slug: string;
  readonly host: string;
  readonly role: string;
  readonly schema: string;
  /** Authorization header of its owner. */
  readonly ownerToken: string;
  /** In the order of their ids, which begin with 1. */
  readonly posts: readonly Post[];
  /** What each of them says. */
  readonly texts: readonly SearchText[];
}

/** Made by the platform's API, its posts put beside its owner by COPY; nothing of it is in an index yet. */
export async function makeSearchSample(stage: Stage): Promise<SearchSample> {
  const slug = 'sample';
  const { id, host } = await createTenant(stage, slug);
  const [names] = await stage.postgres.query<{ role: string; schema: string }>(
    'select role, schema from platform.tenant where id = $1',
    [id],
  );
  const texts: SearchText[] = [];
  const make = { slug, tenantId: id, size, seed, passwordHash: await stage.password() };
  const community = makeCommunity({
    ...make,
    textOf: (random) => {
      texts.push(searchText(random));
      return written(texts.at(-1)!, random);
    },
  });
  const { role, schema } = names!;
  await withOwnerConnection(stage.postgres.url, (client) =>
    inTransaction(client, async () => {
      await client.query(`set local role ${role}; set local search_path = ${schema}, pg_temp`);
      await loadCommunity(client, community);
    }),
  );
  const body = { username: 'owner', password: memberPassword };
  const { token } = await stage.client.data<{ token: string }>({ host, path: '/v1/auth/login', method: 'POST', body });
  return { id, slug, host, role, schema, ownerToken: `Bearer ${token}`, posts: community.posts, texts };
}
