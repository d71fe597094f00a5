import type { Person } from '../../../../test/support/person.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

describe('messages in a browser', () => {
  const community = useCommunity();
  const people = (...names: string[]) => Promise.all(names.map((name) => community.member(name)));
  const asReader = async (person: Person, language = 'en'): Promise<Visitor> => {
    const visitor = new Visitor(community.app, community.host, language);
    await visitor.signIn(person.username, person.password);
    return visitor;
  };
  const unread = async (person: Person) => (await person.get('/v1/user/msgcount/unread'))['count'];
  const hrefs = (visitor: Visitor): string[] =>
    visitor.page.root.querySelectorAll('.notice a.open').map((link) => link.getAttribute('href')!);

  it('say so when there is nothing, in each of their lists', async () => {
    const [nora] = await people('nora');
    const reader = await asReader(nora!);
    for (const path of ['/messages', '/messages?style=unread', '/messages?style=mention', '/whispers']) {
      expect((await reader.open(path)).status).toBe(200);
      expect(reader.texts('h2')).toContain('Nothing new');
    }
    expect(reader.page.body).not.toContain('Mark all as read');
    expect((await reader.open('/messages?style=whisper')).path).toBe('/whispers');
    expect((await reader.open('/messages?page=7')).status).toBe(404);
    expect((await new Visitor(community.app, community.host).open('/messages')).path).toContain('/sign-in?next=');
  });

  it('tell once of what several have done with one thing, and lead to it, which is read then', async () => {
    const [ada, bob, cleo, dan] = await people('ada', 'bob', 'cleo', 'dan');
    const { id } = await ada!.posts('What do you read?');
    const comments: number[] = [];
    for (const [index, person] of [bob!, cleo!, dan!].entries())
      comments.push((await person.comments(id, `Book <b>${index}`)).id);
    await bob!.posts('Ask @ada', { users: ['ada'] });
    await community.settle();
    const reader = await asReader(ada!);
    await reader.open('/messages');
    expect(reader.texts('.notice .what')).toEqual([
      'bob mentioned you in a post · just now',
      'dan and 2 others commented on your post · just now',
    ]);
    expect(reader.texts('.notice .excerpt')).toEqual(['Ask @ada', 'Book <b>2']);
    expect(reader.page.body).toContain('Book &lt;b>2');
    expect(reader.texts('.nav .badge')[0]).toContain('4');
    await reader.open(hrefs(reader)[1]!);
    expect(reader.page.path).toBe(`/post/${id}?comment=${comments[2]}#comment-${comments[2]}`);
    expect(await unread(ada!)).toBe(1);
    await reader.open('/messages?style=mention');
    expect(reader.texts('.notice .what')).toEqual(['bob mentioned you in a post · just now']);
    await reader.submit('/messages/read-all');
    expect([reader.page.path, await unread(ada!)]).toEqual(['/messages?style=mention', 0]);
    const chinese = await asReader(ada!, 'zh-CN');
    await chinese.open('/messages');
    expect(chinese.texts('.notice .what')).toContain('dan 等 3 人评论了你的动态 · 刚刚');
  });

  it('say that the thing is gone, and can be read all the same', async () => {
    const [eva, finn] = await people('eva', 'finn');
    const { id } = await eva!.posts('Not for long');
    const { id: commentId } = await finn!.comments(id, 'A remark');
    const private1 = await finn!.posts('Look, @eva', { users: ['eva'] });
    await community.settle();
    await finn!.delete('/v1/post/comment', { id: commentId });
    await finn!.post('/v1/post/visibility', { id: private1.id, visibility: 1 });
    const reader = await asReader(eva!);
    await reader.open('/messages');
    expect(reader.texts('.notice .excerpt.gone')).toEqual([
      'What this was about is gone, or no longer for you.',
      'The comment was deleted.',
    ]);
    expect(hrefs(reader)).toHaveLength(1);
    expect(reader.page.body).not.toContain('Look, @eva');
    await reader.submit(readForm(reader));
    expect(await unread(eva!)).toBe(1);
  });
  const readForm = (reader: Visitor): string =>
    reader.page.root.querySelector('form[action$="/read"]')!.getAttribute('action')!;

  it('let a friend request be accepted or declined where it stands', async () => {
    const [gil, hal, ida] = await people('gil', 'hal', 'ida');
    await hal!.post('/v1/friend/requesting', { user_id: gil!.id, greetings: 'It is me, Hal' });
    await ida!.post('/v1/friend/requesting', { user_id: gil!.id, greetings: 'Shall we?' });
    await community.settle();
    const reader = await asReader(gil!);
    await reader.open('/messages?style=requesting');
    expect(reader.texts('.notice .excerpt')).toEqual(['Shall we?', 'It is me, Hal']);
    await reader.submit('Accept');
    expect(reader.page.path).toBe('/messages?style=requesting');
    expect(reader.texts('.notice .muted.small').join()).toContain('You are friends now.');
    await reader.submit('Decline');
    expect(reader.page.root.querySelectorAll('.notice .actions')).toHaveLength(0);
    expect(reader.page.body).toContain('You declined.');
    expect(await unread(gil!)).toBe(0);
    const profiles = await Promise.all(
      [ida!, hal!].map(({ username }) => gil!.get(`/v1/user/profile?username=${username}`)),
    );
    expect(profiles.map((profile) => profile['is_friend'])).toEqual([true, false]);
  });

  it('are nobody else’s, and not read by a page elsewhere', async () => {
    const [jan, kim] = await people('jan', 'kim');
    await kim!.posts('Hey @jan', { users: ['jan'] });
    await community.settle();
    const [{ id }] = (await jan!.messages()) as [{ id: number }];
    const other = await asReader(kim!);
    expect((await other.open(`/messages/${id}`)).status).toBe(404);
    expect((await other.open('/messages/nothing')).status).toBe(404);
    const reader = await asReader(jan!);
    const cookie = `session=${reader.cookie('session')}`;
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-purpose': 'prefetch' }] as Record<
      string,
      string
    >[]) {
      const answer = await community.app.inject({
        url: `/messages/${id}`,
        headers: { host: community.host, cookie, ...headers },
      });
      expect([answer.statusCode, await unread(jan!)]).toEqual([303, 1]);
    }
    await reader.open(`/messages/${id}?also=1.2.x`);
    expect(await unread(jan!)).toBe(0);
  });
});
