import sharp from 'sharp';
import { behind } from '../../../test/support/behind.js';
import type { Data, Person } from '../../../test/support/person.js';
import { Uploader } from '../../../test/support/upload.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('what is left of comments that are taken away', () => {
  const community = useCommunity();
  const sql = behind(community);
  const people = () => Promise.all(['ada', 'bob'].map((name) => community.member(name))) as Promise<[Person, Person]>;

  const file = async (person: Person): Promise<string> => {
    const picture = sharp({ create: { width: 2, height: 2, channels: 3, background: 'teal' } });
    const uploader = new Uploader(community.app, person);
    return (await uploader.file('public/image', await picture.png().toBuffer(), 'image/png')).content;
  };
  const comments = (person: Person, postId: number, ...urls: string[]) =>
    person.post('/v1/post/comment', {
      post_id: postId,
      contents: [{ type: 2, sort: 100, content: 'look' }, ...urls.map((content) => ({ type: 3, sort: 101, content }))],
      users: [],
    });
  const uses = (id: unknown) =>
    sql(
      `select o.key, u.block_id as block from media_use u join media_object o on o.id = u.object_id
        where u.subject = 'comment' and u.subject_id = $1 order by u.block_id`,
      [id],
    );
  const votes = async (id: unknown) => (await sql('select from comment_vote where comment_id = $1', [id])).length;

  it('keeps the files of a comment as long as it is there', async () => {
    const [ada, bob] = await people();
    const { id: postId } = await ada.posts('Nr 1');
    const [one, two] = [await file(bob), await file(bob)];
    const [first, again] = [await comments(bob, postId, one, two), await comments(bob, postId, one)];
    const { list } = (await ada.get(`/v1/post/comments?id=${postId}`)) as { list: Data[] };
    const blocks = (list[0]!['contents'] as Data[]).slice(1);
    expect(blocks.map(({ content }) => content)).toEqual([one, two]);
    expect(await uses(first['id'])).toMatchObject(blocks.map(({ id: block }) => ({ block })));
    await bob.delete('/v1/post/comment', { id: first['id'] });
    expect(await uses(first['id'])).toEqual([]);
    expect(await uses(again['id'])).toHaveLength(1);
    await community.settle();
    const kept = await sql('select key from media_object');
    expect(kept.map(({ key }) => (key as string).split('/').at(-1))).toEqual([one.split('/').at(-1)]);
    const read = (url: string) => community.guest.request('GET', new URL(url).pathname);
    expect([(await read(one)).status, (await read(two)).status]).toEqual([200, 404]);
  });

  it('refuses the file of somebody else, and changes nothing', async () => {
    const [ada, bob] = await people();
    const { id: postId } = await ada.posts('Nr 2');
    const theirs = await file(ada);
    await expect(comments(bob, postId, theirs)).rejects.toMatchObject({ code: 40002, status: 400 });
    expect(await ada.get(`/v1/post?id=${postId}`)).toMatchObject({ comment_count: 0 });
    expect(await sql('select from comment where post_id = $1', [postId])).toEqual([]);
  });

  it('is a row that says nothing, without votes, whoever votes at the same time', async () => {
    const [ada, bob] = await people();
    const { id: postId } = await ada.posts('Nr 3');
    const { id } = await bob.comments(postId, 'gone');
    const reply = await ada.post('/v1/post/comment/reply', { comment_id: id, content: 'gone too' });
    const fans = await Promise.all(Array.from({ length: 6 }, (_, index) => community.member(`fan${index}`)));
    const vote = (person: Person) =>
      person.post('/v1/tweet/reply/thumbsup', { tweet_id: postId, comment_id: id, reply_id: reply['id'] });
    await ada.post('/v1/tweet/comment/thumbsdown', { tweet_id: postId, comment_id: id });
    const outcomes = await Promise.allSettled([
      ...fans.slice(0, 3).map(vote),
      bob.delete('/v1/post/comment', { id }),
      ...fans.slice(3).map(vote),
    ]);
    const refusals = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as Data);
    for (const { code } of refusals) expect(code).toBe(90103);
    expect([await votes(id), await votes(reply['id'])]).toEqual([0, 0]);
    const left = await sql(
      'select blocks, up_count, down_count, reply_count, deleted_at is null as live from comment where post_id = $1',
      [postId],
    );
    expect(left).toEqual(Array(2).fill({ blocks: [], up_count: 0, down_count: 0, reply_count: 0, live: false }));
  });

  it('is nothing when their post is taken away, whatever comes at the same time', async () => {
    const [ada, bob] = await people();
    const { id: postId } = await ada.posts('goes with all that is under it');
    const fans = await Promise.all(Array.from({ length: 3 }, (_, index) => community.member(`fan${index}`)));
    const made = await Promise.all(fans.map((fan) => fan.comments(postId, 'x')));
    const withFile = await comments(bob, postId, await file(bob));
    const refusals: unknown[] = [];
    const attempt = (work: Promise<unknown>, code: number) =>
      work.catch((error: Data) => refusals.push(error['code'] === code ? 'as documented' : error));
    await Promise.all([
      ...made.map(({ id }, index) =>
        attempt(fans[index]!.post('/v1/post/comment/reply', { comment_id: id, content: 'late' }), 40005),
      ),
      ...fans.map((fan) => attempt(fan.comments(postId, 'late'), 30003)),
      ada.delete('/v1/post', { id: postId }),
      ...made.map(({ id }) => attempt(ada.post('/v1/post/comment/highlight', { id }), 40009)),
      ...made.map(({ id }) =>
        attempt(bob.post('/v1/tweet/comment/thumbsup', { tweet_id: postId, comment_id: id }), 90101),
      ),
      attempt(fans[0]!.delete('/v1/post/comment', { id: made[0]!.id }), 40003),
      attempt(bob.delete('/v1/post/comment', { id: withFile['id'] }), 40003),
    ]);
    expect(new Set(refusals)).toEqual(new Set(['as documented']));
    expect(await sql('select from comment where post_id = $1 and deleted_at is null', [postId])).toEqual([]);
    expect(await sql('select from comment_vote')).toEqual([]);
    expect(await uses(withFile['id'])).toEqual([]);
  });
});
