import { TenantDatabase } from '#kernel/database';
import { type DomainEvent, Outbox } from '#kernel/jobs';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { behind } from '../../../test/support/behind.js';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { PostDeleted, PostEdited, PostPublished, PostVisibilityChanged } from './index.js';
import { PostTopicsReconciler } from './posts.reconcilers.js';

describe('the topics that posts count for', () => {
  const community = useCommunity();
  const sql = behind(community);
  let ada: Person;
  beforeAll(async () => {
    ada = await community.member('ada');
  });
  const counts = async (...keys: string[]) => {
    const rows = await sql(
      'select key, quote_count as count from topic where key = any($1) and quote_count > 0 order by key',
      [keys],
    );
    return Object.fromEntries(rows.map(({ key, count }) => [key as string, count as number]));
  };
  const says = (id: number, tags: string[]) =>
    ada.post('/v1/post/edit', {
      id,
      contents: [{ content: `Says ${tags.join()}`, type: 2, sort: 0 }],
      tags,
      users: [],
    });
  const shows = (id: number, visibility: number) => ada.post('/v1/post/visibility', { id, visibility });
  /** Events that come again, or late. */
  const repeat = async (...events: DomainEvent[]) => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    const add = async () => events.forEach((event) => community.app.get(Outbox).add(event));
    await tenantScope.run(tenant!, () => community.app.get(TenantDatabase).transaction(add));
    await community.settle();
  };

  it('follow every change that moves them, one at a time', async () => {
    const { id } = await ada.posts('one by one', { tags: ['a1', 'a2'] });
    const steps: [() => Promise<unknown>, Record<string, number>][] = [
      [async () => undefined, { a1: 1, a2: 1 }],
      [() => says(id, ['a2', 'a3']), { a2: 1, a3: 1 }],
      [() => shows(id, 3), { a2: 1, a3: 1 }],
      [() => shows(id, 1), {}],
      [() => says(id, ['a1']), {}],
      [() => shows(id, 0), { a1: 1 }],
      [() => says(id, []), {}],
      [() => says(id, ['a3']), { a3: 1 }],
      [() => ada.delete('/v1/post', { id }), {}],
    ];
    for (const [step, expected] of steps) {
      await step();
      await community.settle();
      expect(await counts('a1', 'a2', 'a3')).toEqual(expected);
    }
  });

  it('come to the same when nobody counts until the end', async () => {
    const { id } = await ada.posts('all at once', { tags: ['b1'] });
    const { id: hidden } = await ada.posts('never seen', { tags: ['b1'], visibility: 1 });
    await says(id, ['b2']);
    await shows(id, 1);
    await shows(hidden, 0);
    await shows(id, 0);
    await says(id, ['b2', 'b3']);
    await community.settle();
    expect(await counts('b1', 'b2', 'b3')).toEqual({ b1: 1, b2: 1, b3: 1 });
  });

  it('stay the same whatever comes late, again, or in the wrong order', async () => {
    const { id } = await ada.posts('late', { tags: ['c1'] });
    await says(id, ['c2']);
    await community.settle();
    const past = [
      new PostEdited(id, ada.id, [], true),
      new PostVisibilityChanged(id, true),
      new PostPublished(id, ada.id, [], true),
    ];
    await repeat(new PostDeleted(id, ada.id, ada.id, true), ...past);
    expect(await counts('c1', 'c2')).toEqual({ c2: 1 });
    await ada.delete('/v1/post', { id });
    await repeat(...past);
    expect(await counts('c1', 'c2')).toEqual({});
  });

  it('are mended fifty posts at a time, and each of them is counted once', async () => {
    const first = (await ada.posts('the first of many', { tags: ['many'] })).id;
    for (let more = 1; more < 60; more += 1) await ada.posts(`many, ${more}`, more % 2 ? { tags: ['many'] } : {});
    await community.settle();
    await sql(`update post set tag_keys = '{few}' where id >= $1`, [first]);
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    const mend = (after: number) =>
      tenantScope.run(tenant!, () =>
        community.app.get(TenantDatabase).transaction(() => community.app.get(PostTopicsReconciler).mend(after)),
      );
    const { checked, repaired, next } = await mend(first - 1);
    expect({ checked, repaired }).toEqual({ checked: 50, repaired: 50 });
    expect(await mend(next!)).toEqual({ checked: 10, repaired: 10, next: null });
    expect(await counts('many', 'few')).toEqual({ many: 31 });
  });
});
