import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { useCommunity } from '../../../test/support/use-community.js';
import { PostTotals } from './post-totals.js';

describe('totals of long lists', () => {
  const community = useCommunity();

  const inScope = async <T>(work: (db: TenantDatabase) => Promise<T>): Promise<T> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => work(community.app.get(TenantDatabase)));
  };
  /** Changes some posts as services do: by naming them. */
  const change = (text: string, ids: readonly number[]): Promise<unknown> =>
    inScope((db) =>
      db.transaction(async () => {
        await db.query(text, [ids]);
        for (const id of ids) community.app.get(PostTotals).forget(id);
      }),
    );
  const totalOf = async (list: string): Promise<unknown> => {
    const { pager } = (await community.guest.get(`/v1/posts?${list}&page_size=1`)) as {
      pager: Record<string, unknown>;
    };
    return pager['total_rows'];
  };
  const newest = 'style=newest';
  const tagged = 'query=rare&type=tag';
  const putIn = `
    insert into post (id, author_id, blocks, visibility)
    select id, (select min(id) from member), '[{"id": 1, "type": 2, "content": "x", "sort": 1}]', 90 from unnest($1::bigint[]) id`;
  const range = (first: number, count: number): number[] => Array.from({ length: count }, (_, index) => first + index);
  const statements = async (work: () => Promise<unknown>): Promise<string[]> => {
    const query = jest.spyOn(community.app.get(TenantDatabase), 'query');
    await work();
    const sent = query.mock.calls.map(([text]) => text).filter((text) => text.includes('count(*)'));
    query.mockRestore();
    return sent;
  };

  beforeAll(async () => {
    await community.member('ada');
    await inScope((db) => db.query(putIn, [range(1, 6_000)]));
  });

  it('are right after each change, though only what was changed is counted', async () => {
    expect(await totalOf(newest)).toBe(6_000);
    expect(await totalOf(tagged)).toBe(0);
    await change('update post set deleted_at = now() where id = any ($1)', [3, 2_500, 5_999]);
    expect(await statements(async () => expect(await totalOf(newest)).toBe(5_997))).toEqual([
      expect.stringMatching(/p\.id >= [\s\S]*changed/),
    ]);
    await change('update post set deleted_at = null where id = any ($1)', [3]);
    expect(await totalOf(newest)).toBe(5_998);
    await change(`update post set tags = '{rare}', tag_keys = '{rare}' where id = any ($1)`, [1_500]);
    expect([await totalOf(newest), await totalOf(tagged)]).toEqual([5_998, 1]);
  });

  it('are right after posts in blocks that there were none in, and when whole blocks go', async () => {
    const before = (await totalOf(newest)) as number;
    await change(putIn, [20_000, 90_000]);
    expect(await totalOf(newest)).toBe(before + 2);
    await change('update post set visibility = 0 where id = any ($1)', range(1_024, 1_024));
    expect(await totalOf(newest)).toBe(before + 2 - 1_024);
    await change('update post set visibility = 90 where id = any ($1)', [1_024, 90_000]);
    expect(await totalOf(newest)).toBe(before + 3 - 1_024);
    await change('update post set deleted_at = now() where id = any ($1)', [90_000, 20_000]);
    expect(await totalOf(newest)).toBe(before + 1 - 1_024);
  });

  it('take away only what they count, though nobody has told of a post yet', async () => {
    const [bob, eve] = [await community.member('bob'), await community.member('eve')];
    await bob.post('/v1/user/block', { user_id: eve.id });
    const seenByBob = async (): Promise<unknown> => {
      const { pager } = (await bob.get(`/v1/posts?${newest}&page=2&page_size=5`)) as { pager: Record<string, unknown> };
      return pager['total_rows'];
    };
    const before = await totalOf(newest);
    await inScope((db) =>
      db.query(
        `insert into post (id, author_id, blocks, visibility) values (95000, $1, '[{"id": 1, "type": 2, "content": "x", "sort": 1}]', 90)`,
        [eve.id],
      ),
    );
    expect(await seenByBob()).toBe(before);
  });

  it('are counted as a whole when nobody knows which post was changed', async () => {
    const before = (await totalOf(newest)) as number;
    await inScope((db) =>
      db.transaction(async () => {
        await db.query('update post set visibility = 0 where id in (30, 4_000)');
        community.app.get(PostTotals).forget();
      }),
    );
    expect(await totalOf(newest)).toBe(before - 2);
  });
});
