import type { Browser } from './browser.js';
import { type Chapter, type Comment, composed, finds, firstPage, inbox, type Page, picture, unread } from './story.js';

const commentsOf = async (who: Browser, id: number, style = 'default') =>
  (await who.get<Page<Comment>>('v1/post/comments', { id, style, ...firstPage })).list;

/** `Post.vue`: a post, and what is said below it. */
export const talking: Chapter = {
  'Bob opens the post, and likes it': async ({ bob, ada }) => {
    const { id } = await finds(bob, 'Herons');
    expect(await bob.get('v1/post', { id })).toMatchObject({ id, upvote_count: 0, share_count: 0, is_lock: 0 });
    for (const style of ['default', 'hots', 'newest']) expect(await commentsOf(bob, id, style)).toEqual([]);
    for (const mark of ['v1/post/star', 'v1/post/collection']) {
      expect(await bob.get(mark, { id })).toEqual({ status: false });
      expect(await bob.post(mark, { id })).toEqual({ status: true });
      expect(await bob.get(mark, { id })).toEqual({ status: true });
    }
    expect(await ada.get('v1/post', { id })).toMatchObject({ upvote_count: 1, collection_count: 1 });
  },

  'he comments, with a picture': async ({ bob, guest, settle }) => {
    const { id } = await finds(bob, 'Herons');
    await bob.get('v1/suggest/users', { k: 'ad' });
    const content = await bob.upload('public/image', picture, 'image/png');
    const contents = composed('I saw one, too @cleo ', [{ content, type: 3 }]);
    await bob.post('v1/post/comment', { contents, users: ['cleo'], post_id: id });
    await settle();
    expect(await guest.get('v1/post', { id })).toMatchObject({ comment_count: 1 });
    expect(await commentsOf(guest, id)).toMatchObject([
      { user: { username: 'bob' }, contents: [{ type: 2 }, { type: 3 }], replies: [], is_thumbs_up: 0 },
    ]);
  },

  'Ada and Cleo hear of it; Ada answers': async ({ ada, bob, cleo, settle }) => {
    for (const who of [ada, cleo])
      expect((await inbox(who, 'unread'))[0]).toMatchObject({ type: 2, sender_user: { username: 'bob' } });
    const { id } = await finds(ada, 'Herons');
    const [comment] = await commentsOf(ada, id);
    await ada.post('v1/tweet/comment/thumbsup', { tweet_id: id, comment_id: comment!.id });
    await ada.post('v1/post/comment/reply', { comment_id: comment!.id, at_user_id: bob.id, content: 'Where?' });
    await settle();
    expect((await inbox(bob, 'system'))[0]).toMatchObject({ type: 3, sender_user: { username: 'ada' } });
    expect(await commentsOf(ada, id)).toMatchObject([
      {
        thumbs_up_count: 1,
        is_thumbs_up: 1,
        reply_count: 1,
        replies: [{ user: { username: 'ada' }, at_user: { username: 'bob' }, content: 'Where?' }],
      },
    ]);
    expect(await commentsOf(bob, id)).toMatchObject([{ thumbs_up_count: 1, is_thumbs_up: 0 }]);
  },

  'they vote, each as they like': async ({ ada, bob, cleo }) => {
    const { id } = await finds(bob, 'Herons');
    const [comment] = await commentsOf(bob, id);
    const [reply] = comment!.replies;
    const ids = { tweet_id: id, comment_id: comment!.id, reply_id: reply!.id };
    await bob.post('v1/tweet/reply/thumbsup', ids);
    await cleo.post('v1/tweet/reply/thumbsdown', ids);
    await cleo.post('v1/tweet/comment/thumbsdown', { tweet_id: id, comment_id: comment!.id });
    expect(await commentsOf(bob, id)).toMatchObject([{ replies: [{ thumbs_up_count: 1, is_thumbs_up: 1 }] }]);
    expect(await commentsOf(cleo, id)).toMatchObject([{ is_thumbs_down: 1, replies: [{ is_thumbs_down: 1 }] }]);
    await ada.post('v1/tweet/comment/thumbsup', { tweet_id: id, comment_id: comment!.id }); // takes it back
    expect(await commentsOf(ada, id)).toMatchObject([{ thumbs_up_count: 0, is_thumbs_up: 0 }]);
  },

  'Ada keeps order under her post': async ({ ada, bob }) => {
    const { id } = await finds(ada, 'Herons');
    const [comment] = await commentsOf(ada, id);
    expect(await ada.post('v1/post/comment/highlight', { id: comment!.id })).toEqual({ highlight_status: 1 });
    expect(await ada.post('v1/post/highlight', { id })).toEqual({ highlight_status: 1 });
    expect(await ada.post('v1/post/lock', { id })).toEqual({ lock_status: 1 });
    expect(await bob.get('v1/post', { id })).toMatchObject({ is_lock: 1, is_essence: 1 });
    expect(await commentsOf(bob, id)).toMatchObject([{ is_essence: 1 }]);
    const late = { contents: composed('Late'), users: [], post_id: id };
    expect(await bob.refusal('POST', 'v1/post/comment', late)).toBe(103001);
    expect(await ada.post('v1/post/lock', { id })).toEqual({ lock_status: 0 });
  },

  'Ada hides it for a while': async ({ ada, bob }) => {
    const { id } = await finds(ada, 'Herons');
    expect(await ada.post('v1/post/visibility', { id, visibility: 3 })).toEqual({ visibility: 3 });
    expect(await bob.refusal('GET', `v1/post?id=${id}`)).toBe(20007);
    await ada.post('v1/post/visibility', { id, visibility: 0 });
    expect(await bob.get('v1/post', { id })).toMatchObject({ visibility: 0 });
  },

  'what was said is taken back': async ({ ada, bob }) => {
    const { id } = await finds(ada, 'Herons');
    const [comment] = await commentsOf(ada, id);
    await ada.delete('v1/post/comment/reply', { id: comment!.replies[0]!.id });
    expect(await commentsOf(bob, id)).toMatchObject([{ reply_count: 0, replies: [] }]);
    await bob.post('v1/post/comment', { contents: composed('Me again'), users: [], post_id: id });
    await bob.delete('v1/post/comment', { id: comment!.id });
    expect(await commentsOf(bob, id)).toMatchObject([{ contents: [{ content: 'Me again' }] }]);
    expect(await bob.get('v1/post', { id })).toMatchObject({ comment_count: 1 });
    expect(await unread(ada)).toBeGreaterThan(0);
  },
};
