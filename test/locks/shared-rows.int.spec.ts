import pg from 'pg';
import { asOwner } from '../support/as-owner.js';
import type { Person } from '../support/person.js';
import { useCommunity } from '../support/use-community.js';
import { workerCluster } from '../support/worker-cluster.js';

const textOf = (statement: unknown): string =>
  typeof statement === 'string' ? statement : ((statement as { text?: string })?.text ?? '');

/** Of one request: its COMMIT is not sent before `release`, with all else that it sends. */
interface Held {
  readonly reached: Promise<void>;
  release(): void;
}

/** The first unit of work that sends such a statement. */
function holdCommitOf(pattern: RegExp): Held {
  const { query: send } = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
  const held = new Set<unknown>();
  let [reach, release] = [() => {}, () => {}];
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  const spy = jest.spyOn(pg.Client.prototype, 'query') as unknown as jest.SpyInstance;
  spy.mockImplementation(function (this: unknown, ...given: unknown[]) {
    const text = textOf(given[0]);
    if (held.size === 0 && pattern.test(text)) held.add(this);
    if (!held.has(this) || text !== 'COMMIT') return send.apply(this, given);
    spy.mockRestore();
    reach();
    return released.then(() => send.apply(this, given));
  });
  return { reached, release };
}

describe('while a member waits for the commit of', () => {
  const community = useCommunity();
  let ada: Person;
  let others: readonly Person[];

  beforeAll(async () => {
    ada = await community.member('ada');
    others = await Promise.all(Array.from({ length: 8 }, (_, number) => community.member(`other${number}`)));
  });

  const saying = (content: string) => ({
    contents: [{ content, type: 2, sort: 100 }],
    tags: ['hot'],
    users: [],
    visibility: 0,
  });

  /** Rows that others would have to wait for, as `table id`: of the community, and what is counted of it. */
  const lockedRows = async (): Promise<string[]> =>
    asOwner(await workerCluster(), async (client) => {
      const { schema, role } = community.tenant;
      const { rows: tables } = await client.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = $1`,
        [schema],
      );
      const locked: string[] = [];
      for (const { name } of [...tables, { name: 'cluster.usage' }]) {
        const mine = name === 'cluster.usage' ? `t.tenant_role = '${role}' and` : '';
        const { rows } = await client.query<{ row: { id?: number; quota?: string } }>(
          `with free as materialized (select ctid as place from ${name} for no key update skip locked)
           select to_jsonb(t) as row from ${name} t where ${mine} t.ctid not in (select place from free)`,
        );
        locked.push(...rows.map(({ row }) => `${name.split('.')[1]} ${row.id ?? row.quota}`));
      }
      return locked.toSorted();
    });

  /** What is locked at the commit of `write`; meanwhile some of those who do the like have been answered. */
  const lockedBy = async (
    pattern: RegExp,
    write: () => Promise<unknown>,
    like: readonly (() => Promise<unknown>)[],
  ) => {
    const held = holdCommitOf(pattern);
    const first = write();
    await held.reached;
    const locked = await lockedRows();
    const rest = like.map((one) => one()); // some wait for the connection that the first one has
    await Promise.any(rest).finally(() => held.release());
    await Promise.all([first, ...rest]);
    return locked;
  };

  it('a post with a hot topic, only their own row is locked', async () => {
    await ada.post('/v1/post', saying('before'));
    await community.settle();
    const locked = await lockedBy(
      /insert into post /,
      () => ada.post('/v1/post', saying('held')),
      others.map((other) => () => other.post('/v1/post', saying(`by ${other.id}`))),
    );
    expect(locked).toEqual([`member ${ada.id}`]);
    await community.settle();
    const { topics } = await ada.get('/v1/tags?type=hot&num=50');
    expect(topics).toMatchObject([{ tag: 'hot', quote_num: 2 + others.length }]);
  });

  it('a comment, only the post that it is about', async () => {
    const [about, ...posts] = await Promise.all([ada, ...others].map((one) => one.posts(`Nr ${one.id}`)));
    await community.settle();
    const commenting = (person: Person, id: number) => () =>
      person.post('/v1/post/comment', {
        post_id: id,
        contents: [{ content: `By ${person.id}`, type: 2, sort: 100 }],
        users: [],
      });
    const locked = await lockedBy(
      /insert into comment /,
      commenting(ada, about!.id),
      others.map((other, index) => commenting(other, posts[index]!.id)),
    );
    expect(locked).toEqual([`post ${about!.id}`]);
  });

  it('a star, only the post that it is given to', async () => {
    const [about, ...posts] = await Promise.all([ada, ...others].map((one) => one.posts(`Star ${one.id}`)));
    await community.settle();
    const starring = (person: Person, id: number) => () => person.post('/v1/post/star', { id });
    const locked = await lockedBy(
      /insert into post_star /,
      starring(ada, about!.id),
      others.map((other, index) => starring(other, posts[index]!.id)),
    );
    expect(locked).toEqual([`post ${about!.id}`]);
  });
});
