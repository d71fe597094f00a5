import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Data, Person } from '../person.js';
import { Uploader } from '../upload.js';
import type { TestCommunity } from '../use-community.js';
import type { TestWallet } from '../use-wallet.js';

/** Those whom a life makes members of a community. */
export interface Cast {
  readonly ada: Person;
  readonly bob: Person;
  readonly cleo: Person;
  readonly dora: Person;
}

const text = (content: string) => ({ content, type: 2, sort: 100 });

/** Everything that members do and that leaves derived rows, done through the API; with all that follows from it. */
export async function live(wallet: TestWallet): Promise<Cast> {
  const { community } = wallet;
  const [ada, bob, cleo, dora] = await Promise.all(
    ['ada', 'bob', 'cleo', 'dora'].map((name) => community.member(name)),
  );
  const cast = { ada: ada!, bob: bob!, cleo: cleo!, dora: dora! };
  const posts = await publish(cast);
  await answer(cast, posts);
  await showFiles(community, cast, posts);
  await relate(community, cast);
  await edit(cast, posts);
  const { postId, blockIds } = await wallet.sells(cast.bob, 300);
  await wallet.paysIn(cast.ada, 1_000);
  await cast.ada.get(`/v1/attachment?id=${blockIds[0]!}`);
  await cast.ada.post('/v1/post/star', { id: postId });
  await community.settle();
  await takeBack(community, cast, posts);
  await community.settle();
  return cast;
}

interface Posts {
  readonly heron: number;
  readonly chinese: number;
  readonly diary: number;
  readonly doomed: number;
}

async function publish({ ada, bob, cleo }: Cast): Promise<Posts> {
  const { id: heron } = await ada.posts(`A heron, grey & tall; it's #birds @bob ${randomUUID()}`, {
    tags: ['birds', 'Café'],
    users: ['bob'],
  });
  const { id: chinese } = await bob.posts('苍鹭的巢在水边 ２０２６ データ', { tags: ['birds', '苍鹰'] });
  const { id: diary } = await ada.posts('Dear diary', { tags: ['diary'], visibility: 1 });
  await ada.posts('For those who follow me', { tags: ['letters'], visibility: 3 });
  const { id: doomed } = await bob.posts('Not for long', { tags: ['birds', 'short'] });
  const quoted = { contents: [text('See there')], tags: [], users: [], visibility: 0, quote_id: heron };
  await cleo.post('/v1/post', quoted);
  await cleo.post('/v1/post/repost', { id: chinese });
  return { heron, chinese, diary, doomed };
}

async function answer({ ada, bob, cleo, dora }: Cast, { heron, chinese, doomed }: Posts): Promise<void> {
  const { id } = await bob.comments(heron, 'I saw it too', ['dora']);
  const { id: passing } = await dora.comments(heron, 'No');
  await cleo.comments(doomed, 'Why?');
  const reply = (who: Person, comment: number, content: string, at = 0) =>
    who.post('/v1/post/comment/reply', { comment_id: comment, content, at_user_id: at });
  const { id: replyId } = await reply(cleo, id, 'Where was it?');
  await reply(dora, id, 'By the water', cleo.id);
  await reply(ada, passing, 'Yes');
  const vote = { tweet_id: heron, comment_id: id };
  await ada.post('/v1/tweet/comment/thumbsup', vote);
  await dora.post('/v1/tweet/comment/thumbsup', vote);
  await cleo.post('/v1/tweet/comment/thumbsdown', vote);
  await ada.post('/v1/tweet/reply/thumbsup', { ...vote, reply_id: replyId });
  for (const who of [ada, bob, cleo]) await who.post('/v1/post/star', { id: heron });
  await cleo.post('/v1/post/star', { id: heron });
  await ada.post('/v1/post/collection', { id: chinese });
  await bob.delete('/v1/post/comment', { id: (await bob.comments(chinese, 'Taken back'))['id'] });
  await cleo.delete('/v1/post/comment/reply', { id: replyId });
  await dora.delete('/v1/post/comment', { id: passing });
}

async function showFiles(community: TestCommunity, { ada, dora }: Cast, { heron }: Posts): Promise<void> {
  const picture = async (who: Person, type = 'public/image') => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    return (await new Uploader(community.app, who).file(type, bytes, 'image/png')).content;
  };
  const shown = async (who: Person) => ({ content: await picture(who), type: 3, sort: 101, alt: 'A grey bird' });
  await ada.post('/v1/post', { contents: [text('Look'), await shown(ada)], tags: [], users: [], visibility: 0 });
  await dora.post('/v1/post/comment', { post_id: heron, contents: [text('Mine'), await shown(dora)], users: [] });
  for (const type of ['public/image', 'public/avatar'])
    await dora.post('/v1/user/avatar', { avatar: await picture(dora, type) });
  for (let time = 0; time < 2; time += 1) await dora.post('/v1/user/cover', { cover: await picture(dora) });
  await picture(ada); // never shown
}

/** Two more come, who end with a block between them. */
async function relate(community: TestCommunity, { ada, bob, cleo, dora }: Cast): Promise<void> {
  const [eve, finn] = [await community.member('eve'), await community.member('finn')];
  const follow = (who: Person, whom: Person) => who.post('/v1/user/follow', { user_id: whom.id });
  for (const who of [bob, cleo, dora, eve]) await follow(who, ada);
  await follow(ada, bob);
  await dora.post('/v1/user/unfollow', { user_id: ada.id });
  const ask = (who: Person, whom: Person) =>
    who.post('/v1/friend/requesting', { user_id: whom.id, greetings: 'Hello' });
  await ask(bob, ada);
  await ask(cleo, ada);
  await ask(dora, ada);
  await ask(finn, eve);
  await community.settle();
  await ada.post('/v1/friend/add', { user_id: bob.id });
  await ada.post('/v1/friend/reject', { user_id: cleo.id });
  await finn.post('/v1/friend/withdraw', { user_id: eve.id });
  await ask(finn, eve);
  await eve.post('/v1/user/mute', { user_id: finn.id });
  await community.settle();
  await eve.post('/v1/user/unmute', { user_id: finn.id });
  await eve.post('/v1/user/block', { user_id: finn.id });
  await ada.post('/v1/user/whisper', { user_id: bob.id, content: 'Between us' });
  const { topics } = (await ada.get('/v1/tags?type=hot&num=5')) as { topics: Data[] };
  for (const { id } of topics) await bob.post('/v1/topic/follow', { topic_id: id });
}

async function edit({ ada, bob }: Cast, { heron, chinese, diary }: Posts): Promise<void> {
  const { id } = await ada.posts('This was written first', { tags: ['first'] });
  const rewrite = { id, contents: [text('This is rewritten')], tags: ['second'], users: ['bob'] };
  await ada.post('/v1/post/edit', rewrite);
  await ada.post('/v1/post/edit', { ...rewrite, contents: [text('This is rewritten again')] });
  await ada.post('/v1/post/visibility', { id: diary, visibility: 0 });
  await ada.post('/v1/post/visibility', { id: diary, visibility: 1 });
  await ada.post('/v1/post/highlight', { id: heron });
  await bob.post('/v1/post/lock', { id: chinese });
}

async function takeBack(community: TestCommunity, { ada, bob }: Cast, { doomed, chinese }: Posts): Promise<void> {
  const owner = await community.owner();
  await owner.post('/v1/post/stick', { id: chinese });
  await owner.delete('/v1/post', { id: doomed });
  await bob.delete('/v1/post', { id: (await bob.posts('Gone at once', { tags: ['short'] }))['id'] });
  await ada.posts('The last one', { tags: ['birds'] });
}
