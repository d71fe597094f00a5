import sharp from 'sharp';
import { Clusters } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { behind } from '../../../test/support/behind.js';
import type { Data, Person } from '../../../test/support/person.js';
import { Uploader } from '../../../test/support/upload.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { Comment } from './comment.entity.js';
import { CommentPublished, ReplyPublished } from './comments.events.js';

const picture = () =>
  sharp({ create: { width: 2, height: 2, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
const number = expect.any(Number) as number;
const nobody = {
  id: 0,
  nickname: '',
  username: '',
  status: 0,
  avatar: '',
  is_admin: false,
  is_friend: false,
  is_following: false,
};
const user = ({ id, username }: Person) => ({
  ...nobody,
  id,
  nickname: username,
  username,
  status: 1,
  avatar: expect.any(String) as string,
});

describe('commenting on a post', () => {
  const community = useCommunity();
  const sql = behind(community);
  const people = () => Promise.all(['ada', 'bob', 'cleo'].map((name) => community.member(name)));
  const reply = (person: Person, commentId: number, content: string, at = 0) =>
    person.post('/v1/post/comment/reply', { comment_id: commentId, content, at_user_id: at });
  const list = async (person: Person, postId: number, more = '') =>
    (await person.get(`/v1/post/comments?id=${postId}&page_size=100${more}`)) as { list: Data[]; pager: Data };
  const count = async (postId: number) => (await community.guest.get(`/v1/post?id=${postId}`))['comment_count'];

  it('shows the comment with its replies to everybody, in the form of the wire', async () => {
    const [ada, bob, cleo] = (await people()) as [Person, Person, Person];
    const post = await ada.posts('Herons');
    const { content: image } = await new Uploader(community.app, bob).file(
      'public/image',
      await picture(),
      'image/png',
    );
    const comment = await bob.post('/v1/post/comment', {
      post_id: post.id,
      contents: [
        { content: image, type: 3, sort: 101 },
        { content: '<b>nice', type: 2, sort: 100 },
      ],
      users: [],
    });
    const id = comment['id'] as number;
    const on = comment['created_on'];
    expect(comment).toEqual({
      id: number,
      created_on: number,
      modified_on: on,
      deleted_on: 0,
      is_del: 0,
      post_id: post.id,
      user_id: bob.id,
      ip_loc: '',
      is_essense: 0,
      reply_count: 0,
      thumbs_up_count: 0,
    });
    const first = await reply(cleo, id, '<i>yes', bob.id);
    expect(first).toEqual({
      id: number,
      created_on: number,
      modified_on: first['created_on'],
      deleted_on: 0,
      is_del: 0,
      comment_id: id,
      user_id: cleo.id,
      at_user_id: bob.id,
      content: '<i>yes',
      ip_loc: '',
      thumbs_up_count: 0,
    });
    const second = await reply(ada, id, 'indeed');
    const block = { comment_id: id, user_id: bob.id, created_on: on, modified_on: on, deleted_on: 0, is_del: 0 };
    const votes = { thumbs_up_count: 0, is_thumbs_up: 0, is_thumbs_down: 0 };
    const made = ({ id: replyId, created_on }: Data) => ({ id: replyId, created_on, modified_on: created_on });
    const file = { state: 'pending', width: 2, height: 2, variants: [] };
    expect(await list(community.guest, post.id)).toEqual({
      list: [
        {
          id,
          post_id: post.id,
          user_id: bob.id,
          user: user(bob),
          contents: [
            { id: number, content: '&lt;b>nice', type: 2, sort: 100, ...block },
            { id: number, content: image, type: 3, sort: 101, ...block, file },
          ],
          replies: [
            {
              ...made(first),
              comment_id: id,
              user_id: cleo.id,
              user: user(cleo),
              at_user_id: bob.id,
              at_user: user(bob),
              content: '<i>yes',
              ip_loc: '',
              ...votes,
            },
            {
              ...made(second),
              comment_id: id,
              user_id: ada.id,
              user: user(ada),
              at_user_id: 0,
              at_user: nobody,
              content: 'indeed',
              ip_loc: '',
              ...votes,
            },
          ],
          ip_loc: '',
          reply_count: 2,
          is_essence: 0,
          ...votes,
          created_on: on,
          modified_on: on,
        },
      ],
      pager: { page: 1, page_size: 100, total_rows: 1 },
    });
    expect(await count(post.id)).toBe(3);
  });

  it('brings the post to the front of the timeline; taking a comment away does not', async () => {
    const [ada, bob] = (await people()) as [Person, Person, Person];
    const [older, newer] = [await ada.posts('older'), await ada.posts('newer')];
    const first = async () => (await ada.timeline())[0]!['id'];
    const { id } = await bob.comments(older.id, 'up');
    expect(await first()).toBe(older.id);
    const { id: replyId } = await reply(ada, (await bob.comments(newer.id, 'up'))['id'] as number, 'x');
    expect(await first()).toBe(newer.id);
    await bob.delete('/v1/post/comment', { id });
    await ada.delete('/v1/post/comment/reply', { id: replyId });
    expect(await first()).toBe(newer.id);
  });

  it('counts 40 comments that come at once, and 40 replies', async () => {
    const [ada, bob] = (await people()) as [Person, Person, Person];
    const { id } = await ada.posts('busy');
    const comments = await Promise.all(Array.from({ length: 40 }, (_, index) => bob.comments(id, `Nr ${index}`)));
    expect(await count(id)).toBe(40);
    await Promise.all(Array.from({ length: 40 }, (_, index) => reply(ada, comments[0]!.id, `Re ${index}`)));
    expect(await count(id)).toBe(80);
    const { list: shown, pager } = await list(ada, id);
    expect(pager['total_rows']).toBe(40);
    expect(shown[0]).toMatchObject({ id: comments.map((comment) => comment.id).toSorted((a, b) => a - b)[0] });
    const answered = shown.find((comment) => comment['id'] === comments[0]!.id)!;
    expect(answered['reply_count']).toBe(40);
    const ids = (answered['replies'] as Data[]).map((one) => one['id'] as number);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(ids).toHaveLength(40);
  });

  it('takes the replies away with their comment, whatever comes at the same time', async () => {
    const [ada, bob, cleo] = (await people()) as [Person, Person, Person];
    const { id } = await ada.posts('race');
    await bob.comments(id, 'stays');
    const { id: commentId } = await bob.comments(id, 'goes');
    const replies = await Promise.all(Array.from({ length: 5 }, (_, index) => reply(cleo, commentId, `x ${index}`)));
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 10 }, (_, index) => reply(ada, commentId, `late ${index}`)),
      bob.delete('/v1/post/comment', { id: commentId }),
      ada.delete('/v1/post/comment', { id: commentId }),
      ...replies.map((one) => cleo.delete('/v1/post/comment/reply', { id: one['id'] })),
      ...Array.from({ length: 3 }, (_, index) => cleo.comments(id, `another ${index}`)),
    ]);
    const refusals = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as Data);
    for (const refusal of refusals) expect([40003, 40005, 40006]).toContain(refusal['code']);
    expect(outcomes.slice(10, 12).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await count(id)).toBe(4);
    expect((await list(ada, id)).pager['total_rows']).toBe(4);
    expect(
      await sql(
        `select count(*) filter (where deleted_at is null)::int as live, sum(jsonb_array_length(blocks)) filter (where deleted_at is not null) as left
           from comment where post_id = $1`,
        [id],
      ),
    ).toEqual([{ live: 4, left: 0 }]);
    await expect(reply(ada, commentId, 'too late')).rejects.toMatchObject({ code: 40005 });
  });

  it('counts down what is taken away, and lets nobody else do it', async () => {
    const [ada, bob, cleo] = (await people()) as [Person, Person, Person];
    const { id } = await ada.posts('mine');
    const { id: one } = await bob.comments(id, 'one');
    const { id: two } = await cleo.comments(id, 'two');
    const answer = await reply(cleo, one, 'to one');
    await expect(cleo.delete('/v1/post/comment', { id: one })).rejects.toMatchObject({ code: 20007 });
    await expect(bob.delete('/v1/post/comment/reply', { id: answer['id'] })).rejects.toMatchObject({ code: 20007 });
    await expect(bob.delete('/v1/post/comment', { id: answer['id'] })).rejects.toMatchObject({ code: 40003 });
    await expect(bob.delete('/v1/post/comment/reply', { id: one })).rejects.toMatchObject({ code: 40006 });
    await cleo.delete('/v1/post/comment/reply', { id: answer['id'] });
    expect(await count(id)).toBe(2);
    expect((await list(bob, id)).list[0]).toMatchObject({ id: one, reply_count: 0, replies: [] });
    await ada.delete('/v1/post/comment', { id: two }); // under her own post
    await bob.delete('/v1/post/comment', { id: one });
    await expect(bob.delete('/v1/post/comment', { id: one })).rejects.toMatchObject({ code: 40003, status: 404 });
    expect(await count(id)).toBe(0);
    expect(await list(bob, id)).toEqual({ list: [], pager: { page: 1, page_size: 100, total_rows: 0 } });
  });

  it('tells the world who is concerned', async () => {
    const [ada, bob, cleo] = (await people()) as [Person, Person, Person];
    const { id } = await ada.posts('events');
    const added = jest.spyOn(community.app.get(Outbox), 'add');
    const { id: commentId } = await bob.comments(id, '@cleo @bob ', ['cleo', 'BOB', 'nobody']);
    const answers = [await reply(cleo, commentId, 'x', ada.id), await reply(cleo, commentId, 'x', cleo.id)];
    answers.push(await reply(cleo, commentId, 'x', 999_999), await reply(cleo, commentId, 'x'));
    const replied = (index: number, at: number | null) => [
      new ReplyPublished(answers[index]!['id'] as number, commentId, id, cleo.id, at),
    ];
    expect(added.mock.calls).toEqual([
      [new CommentPublished(commentId, id, bob.id, ada.id, [cleo.id])],
      replied(0, ada.id),
      replied(1, null),
      replied(2, null),
      replied(3, null),
    ]);
    added.mockRestore();
  });

  it('is not possible on a locked post, nor on a full one', async () => {
    const [ada, bob] = (await people()) as [Person, Person, Person];
    const { id } = await ada.posts('quiet');
    const { id: commentId } = await bob.comments(id, 'before');
    await sql('update post set is_lock = true where id = $1', [id]);
    await expect(bob.comments(id, 'after')).rejects.toMatchObject({ code: 103001, status: 403 });
    await expect(reply(ada, commentId, 'after')).rejects.toMatchObject({ code: 103001 });
    await sql('update post set is_lock = false, comment_count = 999 where id = $1', [id]);
    const outcomes = await Promise.allSettled([1, 2, 3].map((index) => bob.comments(id, `last ${index}`)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(bob.comments(id, 'one too many')).rejects.toMatchObject({ code: 40007, status: 409 });
    await expect(reply(bob, commentId, 'one too many')).rejects.toMatchObject({ code: 40005 });
    expect(await count(id)).toBe(1000);
  });

  it('follows who may see the post', async () => {
    const [ada, bob, cleo] = (await people()) as [Person, Person, Person];
    const { id } = await ada.posts('followers', { visibility: 3 });
    const { id: commentId } = await ada.comments(id, 'for those who may');
    const vote = { tweet_id: id, comment_id: commentId };
    for (const [person, code] of [
      [community.guest, 20007],
      [bob, 20007],
    ] as const)
      await expect(list(person, id)).rejects.toMatchObject({ code, status: 403 });
    await expect(bob.comments(id, 'x')).rejects.toMatchObject({ code: 20007 });
    await expect(reply(bob, commentId, 'x')).rejects.toMatchObject({ code: 20007 });
    await expect(bob.post('/v1/tweet/comment/thumbsup', vote)).rejects.toMatchObject({ code: 20007 });
    await cleo.post('/v1/user/follow', { user_id: ada.id });
    await reply(cleo, commentId, 'x');
    expect((await list(cleo, id)).list).toHaveLength(1);
    await cleo.post('/v1/user/unfollow', { user_id: ada.id });
    expect(await list(bob, 999_999)).toEqual({ list: [], pager: { page: 1, page_size: 100, total_rows: 0 } });
    await expect(bob.comments(999_999, 'x')).rejects.toMatchObject({ code: 30003, status: 404 });
  });

  it('orders them as asked, the highlighted first, by pages', async () => {
    const [ada, bob, cleo] = (await people()) as [Person, Person, Person];
    const { id } = await ada.posts('order');
    const ids: number[] = [];
    for (let index = 0; index < 5; index += 1) ids.push((await bob.comments(id, `Nr ${index}`)).id);
    const [one, two, three, four, five] = ids as [number, number, number, number, number];
    await sql('update comment set is_essence = true where id = $1', [three]);
    await cleo.post('/v1/tweet/comment/thumbsup', { tweet_id: id, comment_id: two }); // 4
    await reply(cleo, four, 'x'); // 2
    await cleo.post('/v1/tweet/comment/thumbsdown', { tweet_id: id, comment_id: five }); // -1
    const order = async (more: string) => (await list(ada, id, more)).list.map((comment) => comment['id']);
    expect(await order('')).toEqual([three, one, two, four, five]);
    expect(await order('&style=default')).toEqual([three, one, two, four, five]);
    expect(await order('&style=whatever')).toEqual([three, one, two, four, five]);
    expect(await order('&style=newest')).toEqual([three, five, four, two, one]);
    expect(await order('&style=hots')).toEqual([three, two, four, one, five]);
    const page = await ada.get(`/v1/post/comments?id=${id}&style=newest&page=2&page_size=2`);
    expect(page).toMatchObject({ list: [{ id: four }, { id: two }], pager: { page: 2, page_size: 2, total_rows: 5 } });
    const beyond = await ada.get(`/v1/post/comments?id=${id}&page=9&page_size=2`);
    expect(beyond).toEqual({ list: [], pager: { page: 9, page_size: 2, total_rows: 5 } });
  });

  it('shows nothing of them to a neighbour', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('ours');
    const comment = await ada.comments(id, 'ours');
    const neighbour = await community.neighbour();
    const eve = await neighbour.member('ada');
    expect((await list(eve, id)).list).toEqual([]);
    await expect(eve.delete('/v1/post/comment', { id: comment.id })).rejects.toMatchObject({ code: 40003 });
  });

  it('is known to the code as the table has it', async () => {
    const { columns } = community.app.get(Clusters).get('main').source.getMetadata(Comment);
    const rows = await sql(
      `select attname as name from pg_attribute where attrelid = 'comment'::regclass and attnum > 0 order by 1`,
    );
    expect(
      columns.map(({ databaseName }) => ({ name: databaseName })).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ).toEqual(rows);
  });
});

describe('voting on comments and replies', () => {
  const community = useCommunity();
  const state = async (person: Person, postId: number) => {
    const { list } = (await person.get(`/v1/post/comments?id=${postId}`)) as { list: Data[] };
    const shown = ({ thumbs_up_count, is_thumbs_up, is_thumbs_down }: Data) => [
      thumbs_up_count,
      is_thumbs_up,
      is_thumbs_down,
    ];
    return [shown(list[0]!), shown((list[0]!['replies'] as Data[])[0]!)];
  };

  it('has three states for each member, on a comment and on a reply', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const { id: postId } = await ada.posts('votes');
    const { id: commentId } = await ada.comments(postId, 'vote');
    const { id: replyId } = await ada.post('/v1/post/comment/reply', { comment_id: commentId, content: 'x' });
    const vote = (what: string) =>
      bob.post(`/v1/tweet/${what}`, { tweet_id: postId, comment_id: commentId, reply_id: replyId });
    for (const [what, comment, answer] of [
      ['comment/thumbsup', [1, 1, 0], [0, 0, 0]],
      ['comment/thumbsup', [0, 0, 0], [0, 0, 0]],
      ['comment/thumbsdown', [0, 0, 1], [0, 0, 0]],
      ['comment/thumbsup', [1, 1, 0], [0, 0, 0]],
      ['comment/thumbsdown', [0, 0, 1], [0, 0, 0]],
      ['comment/thumbsdown', [0, 0, 0], [0, 0, 0]],
      ['reply/thumbsup', [0, 0, 0], [1, 1, 0]],
      ['reply/thumbsdown', [0, 0, 0], [0, 0, 1]],
      ['reply/thumbsdown', [0, 0, 0], [0, 0, 0]],
      ['reply/thumbsup', [0, 0, 0], [1, 1, 0]],
    ] as const) {
      expect(await vote(what)).toEqual({});
      expect(await state(bob, postId)).toEqual([comment, answer]);
    }
    expect(await state(ada, postId)).toEqual([
      [0, 0, 0],
      [1, 0, 0],
    ]);
  });

  it('counts exactly when votes come at once', async () => {
    const ada = await community.member('ada');
    const { id: postId } = await ada.posts('more votes');
    const { id: commentId } = await ada.comments(postId, 'vote');
    await ada.post('/v1/post/comment/reply', { comment_id: commentId, content: 'x' });
    const people = await Promise.all(Array.from({ length: 6 }, (_, index) => community.member(`fan${index}`)));
    const body = { tweet_id: postId, comment_id: commentId };
    await Promise.all(people.flatMap((one) => [1, 2, 3].map(() => one.post('/v1/tweet/comment/thumbsup', body))));
    expect((await state(people[0]!, postId))[0]).toEqual([6, 1, 0]);
    await Promise.all(people.map((one) => one.post('/v1/tweet/comment/thumbsdown', body)));
    expect((await state(people[0]!, postId))[0]).toEqual([0, 0, 1]);
  });

  it('needs all that is said of the target to be true', async () => {
    const ada = await community.member('ada');
    const [post, other] = [await ada.posts('one'), await ada.posts('other')];
    const { id: commentId } = await ada.comments(post.id, 'x');
    const { id: replyId } = await ada.post('/v1/post/comment/reply', { comment_id: commentId, content: 'x' });
    const refused = async (what: string, body: object, code: number) =>
      expect(ada.post(`/v1/tweet/${what}`, body)).rejects.toMatchObject({ code });
    await refused('comment/thumbsup', { tweet_id: other.id, comment_id: commentId }, 90101);
    await refused('comment/thumbsdown', { tweet_id: post.id, comment_id: 999_999 }, 90102);
    await refused('comment/thumbsup', { tweet_id: post.id, comment_id: replyId }, 90101);
    await refused('reply/thumbsup', { tweet_id: post.id, comment_id: 999_999, reply_id: replyId }, 90103);
    await refused('reply/thumbsdown', { tweet_id: post.id, comment_id: commentId, reply_id: commentId }, 90104);
    await refused('reply/thumbsup', { tweet_id: post.id, comment_id: commentId }, 10001);
    await refused('reply/thumbsup', { tweet_id: post.id, comment_id: commentId, reply_id: null }, 10001);
    await ada.delete('/v1/post/comment', { id: commentId });
    await refused('comment/thumbsup', { tweet_id: post.id, comment_id: commentId }, 90101);
    await refused('reply/thumbsup', { tweet_id: post.id, comment_id: commentId, reply_id: replyId }, 90103);
  });

  it('needs a member', async () => {
    for (const what of ['comment/thumbsup', 'comment/thumbsdown', 'reply/thumbsup', 'reply/thumbsdown'])
      await expect(
        community.guest.post(`/v1/tweet/${what}`, { tweet_id: 1, comment_id: 1, reply_id: 1 }),
      ).rejects.toMatchObject({
        code: 10005,
        status: 401,
      });
  });
});
