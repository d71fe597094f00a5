import type { Data, Person } from '../../../test/support/person.js';
import { behind } from '../../../test/support/behind.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('posts about posts', () => {
  const community = useCommunity();
  const sql = behind(community);
  let ada: Person;
  let bob: Person;
  let cleo: Person;
  let number = 0;
  const fresh = (more: { visibility?: number } = {}, by = ada) => by.posts(`Nr ${(number += 1)}`, more);
  const repost = (person: Person, id: unknown) => person.post('/v1/post/repost', { id });
  const quote = (person: Person, id: number, more: object = {}) =>
    person.post('/v1/post', {
      contents: [{ content: `Look at this, ${(number += 1)}`, type: 2, sort: 100 }],
      tags: [],
      users: [],
      quote_id: id,
      ...more,
    });
  const seen = (id: unknown, person: Person = ada) => person.get(`/v1/post?id=${String(id)}`);
  const shares = async (id: number) => (await seen(id))['share_count'];
  const block = (who: Person, whom: Person) =>
    sql(`insert into relation (member_id, other_id, kind) values ($1, $2, 'block')`, [who.id, whom.id]);
  const nothing = { id: 0, user_id: 0, contents: [], tags: {}, user: { id: 0, username: '' } };

  beforeAll(async () => {
    [ada, bob, cleo] = [await community.member('ada'), await community.member('bob'), await community.member('cleo')];
  });

  describe('a repeated post', () => {
    it('shows the original, and a link to it for old clients', async () => {
      const original = await fresh();
      const again = await repost(bob, original.id);
      const id = again['id'] as number;
      expect(again).toMatchObject({
        user_id: bob.id,
        contents: [
          { id: 0, post_id: id, content: `http://${community.host}:3000/post/${original.id}`, type: 6, sort: 100 },
        ],
        share_count: 0,
        visibility: 0,
        tags: {},
      });
      expect(again['quoted']).toEqual({ ...original, share_count: 1 });
      expect(await seen(id, community.guest)).toEqual(again);
      expect(await shares(original.id)).toBe(1);
      expect(await bob.get('/v1/user/info')).toMatchObject({ tweets_count: 1 });
      expect(await sql('select blocks, quoted_id from post where id = $1', [id])).toEqual([
        { blocks: [], quoted_id: original.id },
      ]);
      expect(await seen(original.id)).not.toHaveProperty('quoted');
    });

    it('is made once by each member, however often they ask', async () => {
      const { id } = await fresh();
      const asked = [...Array.from({ length: 10 }, () => bob), ...Array.from({ length: 10 }, () => cleo)];
      const answers = await Promise.all(asked.map((person) => repost(person, id)));
      expect(new Set(answers.map((answer) => answer['id'])).size).toBe(2);
      await sql(`update post set created_at = created_at - interval '3 years' where quoted_id = $1`, [id]);
      expect(await repost(bob, id)).toMatchObject({ id: answers[0]!['id'] });
      expect(await shares(id)).toBe(2);
      await bob.delete('/v1/post', { id: answers[0]!['id'] });
      expect(await shares(id)).toBe(1);
      expect((await repost(bob, id))['id']).not.toBe(answers[0]!['id']);
      expect(await shares(id)).toBe(2);
    });

    it('of a repeated post repeats the original', async () => {
      const { id } = await fresh();
      const { id: first } = await repost(bob, id);
      expect(await repost(cleo, first)).toMatchObject({ quoted: { id } });
      expect(await quote(cleo, first as number)).toMatchObject({ quoted: { id } });
      expect([await shares(id), await shares(first as number)]).toEqual([3, 0]);
      expect(await repost(bob, first)).toMatchObject({ id: first });
    });

    it('needs one that is for everybody and seen by the member', async () => {
      for (const visibility of [1, 2, 3]) {
        const { id } = await fresh({ visibility });
        await expect(repost(ada, id)).rejects.toMatchObject({ code: 103002, status: 403 });
        await expect(repost(cleo, id)).rejects.toMatchObject({ code: 20007, status: 403 });
      }
      const { id } = await fresh();
      await ada.delete('/v1/post', { id });
      for (const gone of [id, 999_999]) await expect(repost(bob, gone)).rejects.toMatchObject({ code: 30003 });
      for (const wrong of [0, -1, '1', null, 1.5, 2 ** 53])
        await expect(repost(bob, wrong)).rejects.toMatchObject({ code: 10001 });
      await expect(repost(community.guest, (await fresh()).id)).rejects.toMatchObject({ code: 10005 });
    });

    it('is starred, commented and collected by itself, and cannot be edited', async () => {
      const { id } = await fresh();
      const { id: again } = (await repost(bob, id)) as { id: number };
      await cleo.post('/v1/post/star', { id: again });
      await cleo.comments(again, 'Nice');
      expect(await seen(again)).toMatchObject({ upvote_count: 1, comment_count: 1 });
      expect(await seen(id)).toMatchObject({ upvote_count: 0, comment_count: 0 });
      const contents = [{ content: 'x', type: 2, sort: 100 }];
      await expect(bob.post('/v1/post/edit', { id: again, contents, tags: [], users: [] })).rejects.toMatchObject({
        code: 20007,
      });
    });
  });

  describe('a quote', () => {
    it('has its own text, and counts', async () => {
      const original = await fresh();
      const made = await quote(bob, original.id);
      expect(made).toMatchObject({ user_id: bob.id, contents: [{ type: 2 }], quoted: { ...original, share_count: 1 } });
      expect(await seen(made['id'])).toEqual(made);
      await quote(bob, original.id);
      expect(await shares(original.id)).toBe(2);
      await bob.delete('/v1/post', { id: made['id'] });
      expect(await shares(original.id)).toBe(1);
    });

    it('of a quote shows one of them only', async () => {
      const { id } = await fresh();
      const { id: first } = (await quote(bob, id)) as { id: number };
      const second = await quote(cleo, first);
      expect(second).toMatchObject({ quoted: { id: first, contents: [{ type: 2 }] } });
      expect(second['quoted']).not.toHaveProperty('quoted');
    });

    it('is shown with what its reader may see', async () => {
      const { id } = await fresh({ visibility: 3 });
      await bob.post('/v1/user/follow', { user_id: ada.id });
      const { id: about } = await quote(bob, id);
      expect(await seen(about, bob)).toMatchObject({ quoted: { id } });
      for (const person of [community.guest, cleo])
        expect(await seen(about, person)).toMatchObject({ quoted: nothing });
      await ada.delete('/v1/post', { id });
      for (const person of [bob, ada]) expect(await seen(about, person)).toMatchObject({ quoted: nothing });
    });

    it('needs a post that the member sees', async () => {
      const { id } = await fresh({ visibility: 1 });
      await expect(quote(cleo, id)).rejects.toMatchObject({ code: 20007 });
      const { id: gone } = await fresh();
      await ada.delete('/v1/post', { id: gone });
      await expect(quote(cleo, gone)).rejects.toMatchObject({ code: 30003 });
      await expect(quote(cleo, id, { contents: [] })).rejects.toMatchObject({ code: 10001 });
    });

    it('is not for whom a block stands between', async () => {
      const dora = await community.member('dora');
      const { id } = await fresh();
      const { id: about } = await quote(bob, id);
      await block(ada, dora);
      await expect(quote(dora, id)).rejects.toMatchObject({ code: 20007 });
      await expect(repost(dora, id)).rejects.toMatchObject({ code: 20007 });
      expect(await seen(about, dora)).toMatchObject({ id: about, quoted: nothing });
    });
  });

  it('are counted exactly when everything happens at once', async () => {
    const { id } = await fresh();
    const people = await Promise.all(Array.from({ length: 8 }, (_, index) => community.member(`fan${index}`)));
    const made = (await Promise.all(people.flatMap((person) => [repost(person, id), quote(person, id)]))) as Data[];
    await Promise.all([
      ...made.slice(0, 8).map((post, index) => people[index >> 1]!.delete('/v1/post', { id: post['id'] })),
      ...people.slice(4).map((person) => quote(person, id)),
      ...people.map((person) => person.post('/v1/post/star', { id })),
    ]);
    const [live] = await sql('select count(*)::int as live from post where quoted_id = $1 and deleted_at is null', [
      id,
    ]);
    expect(live).toEqual({ live: 12 });
    expect(await seen(id)).toMatchObject({ share_count: 12, upvote_count: 8 });
  });

  it('and the post itself may go at the same moment', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { id } = await fresh();
      const outcomes = await Promise.allSettled([
        repost(bob, id),
        quote(cleo, id),
        ada.delete('/v1/post', { id }),
        repost(ada, id),
        quote(bob, id),
      ]);
      const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
      for (const refusal of refusals) expect(refusal).toMatchObject({ code: 30003 });
      await expect(seen(id)).rejects.toMatchObject({ code: 30003 });
      expect(await sql('select share_count from post where id = $1', [id])).toEqual([{ share_count: 0 }]);
    }
    const [counts] = await sql(
      `select count(*) filter (where m.post_count <> (select count(*) from post where author_id = m.id and deleted_at is null)) as wrong
         from member m`,
    );
    expect(counts).toEqual({ wrong: 0 });
  });
});
