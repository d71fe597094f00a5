import { type Id, TenantDatabase } from '#kernel/database';
import { type Tenant, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Member, Viewer } from '#community/identity';
import { noTies, type Ties } from '#community/relations';
import { tiesBehind } from '../../../test/support/behind.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { PostAccessService } from './post-access.service.js';
import { maySee, maySeeSql, publicSql } from './post-visibility.js';
import { PostsService } from './posts.service.js';

/** The same numbers at each run, so that a failure can be looked at. */
function randomly(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface PostRow {
  readonly id: Id;
  readonly authorId: Id;
  readonly visibility: number;
  readonly deletedAt: Date | null;
  readonly [column: string]: unknown;
}

const people = ['ada', 'bob', 'cleo', 'dora', 'emil', 'finn', 'gus'];

describe('who may see a post', () => {
  const community = useCommunity();
  let tenant: Tenant;
  let viewers: Viewer[];
  let posts: PostRow[];
  const inside = <T>(work: () => Promise<T>): Promise<T> => tenantScope.run(tenant, work);
  const sql = (text: string, values: unknown[] = []) => community.app.get(TenantDatabase).query(text, values);

  beforeAll(async () => {
    tenant = (await community.app.get(TenantDirectory).findByHost(community.host))!;
    const members = await Promise.all(people.map((name) => community.member(name)));
    const random = randomly(20_260_729);
    await inside(async () => {
      await sql(`update member set is_admin = true where username = 'gus'`);
      for (const one of members) {
        for (const other of members) {
          if (one === other) continue;
          const ties = ['follow', 'friend', 'block', 'mute'].filter(() => random(3) === 0);
          await sql(`insert into relation (member_id, other_id, kind) select $1, $2, unnest($3::text[])`, [
            one.id,
            other.id,
            ties,
          ]);
        }
      }
      for (let count = 0; count < 120; count += 1)
        await sql(
          `insert into post (author_id, blocks, visibility, deleted_at) values ($1, '[]', $2, case when $3 then now() end)`,
          [members[random(members.length)]!.id, [0, 50, 60, 90][random(4)], random(6) === 0],
        );
      posts = (await sql(
        `select id, author_id as "authorId", visibility, deleted_at as "deletedAt" from post order by id`,
      )) as PostRow[];
    });
    const member = (id: Id, isAdmin: boolean): Member => ({
      id,
      username: '',
      isAdmin,
      isBanned: false,
      hasPhone: false,
      sessionId: 1,
    });
    viewers = [null, ...members.map(({ id, username }) => member(id, username === 'gus')), member(999_999, false)];
  });

  const known = new Map<string, Promise<Ties>>();
  const tiesOf = (viewerId: Id, authorId: Id): Promise<Ties> => {
    const key = `${viewerId}:${authorId}`;
    const ties = known.get(key) ?? tiesBehind(community)({ id: viewerId }, { id: authorId });
    known.set(key, ties);
    return ties;
  };

  const ruled = async (viewer: Viewer, post: PostRow): Promise<boolean> =>
    maySee(viewer, post, viewer ? await tiesOf(viewer.id, post.authorId) : noTies);

  it('is decided alike by the function and by the SQL, for everybody and every post', async () => {
    let seen = 0;
    await inside(async () => {
      for (const viewer of viewers) {
        const rows = await sql(
          `select p.id from post p where ${maySeeSql({ id: '$1::bigint', isAdmin: '$2::boolean' })} order by p.id`,
          [viewer?.id ?? null, viewer?.isAdmin ?? false],
        );
        const expected: Id[] = [];
        for (const post of posts) if (await ruled(viewer, post)) expected.push(post.id);
        expect(rows.map(({ id }) => id as Id)).toEqual(expected);
        seen += expected.length;
      }
    });
    expect(seen).toBeGreaterThan(posts.length);
    expect(seen).toBeLessThan(posts.length * viewers.length);
  });

  it('is decided alike where the viewer is a row and no parameter', async () => {
    await inside(async () => {
      const rows = await sql(
        `select m.id as member, array_agg(p.id order by p.id) as posts from member m, post p
          where ${maySeeSql({ id: 'm.id', isAdmin: 'm.is_admin' })} group by m.id`,
      );
      for (const viewer of viewers) {
        if (!viewer || viewer.id === 999_999) continue;
        const expected: Id[] = [];
        for (const post of posts) if (await ruled(viewer, post)) expected.push(post.id);
        expect(rows.find(({ member }) => member === viewer.id)!['posts']).toEqual(expected);
      }
    });
  });

  it('is what detail, actions and notices go by', async () => {
    const access = community.app.get(PostAccessService);
    const service = community.app.get(PostsService);
    const database = community.app.get(TenantDatabase);
    await inside(async () => {
      for (const post of posts.slice(0, 30)) {
        const ids = viewers.flatMap((viewer) => (viewer ? [viewer.id] : []));
        const readers = await access.listReaders(post.id, ids);
        for (const viewer of viewers) {
          const expected = post.deletedAt
            ? 'post.not-found'
            : (await ruled(viewer, post))
              ? 'seen'
              : 'member.forbidden';
          const outcome = (work: Promise<unknown>) =>
            work.then(
              () => 'seen',
              (error: { code: string }) => error.code,
            );
          expect(await outcome(service.getCard(viewer, post.id))).toBe(expected);
          expect(await outcome(database.transaction(() => access.getVisible(viewer, post.id)))).toBe(expected);
          const told = viewer?.id !== 999_999 && expected === 'seen';
          expect(viewer === null || readers.includes(viewer.id) === told).toBe(true);
        }
      }
    });
  });

  it('is for guests exactly what is public', async () => {
    await inside(async () => {
      const guest = maySeeSql({ id: 'null::bigint', isAdmin: 'false' });
      expect(await sql(`select p.id from post p where (${guest}) is distinct from (${publicSql()})`)).toEqual([]);
    });
  });
});
