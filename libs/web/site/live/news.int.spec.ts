import type { Person } from '../../../../test/support/person.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

describe('what a page asks for that was told of something', () => {
  const community = useCommunity();
  let ada: Person;
  let bob: Person;
  let cleo: Person;
  beforeAll(async () => {
    [ada, bob, cleo] = [await community.member('ada'), await community.member('bob'), await community.member('cleo')];
  });

  const visit = async (person?: Person): Promise<Visitor> => {
    const visitor = new Visitor(community.app, community.host);
    if (person) await visitor.signIn(person.username, person.password);
    return visitor;
  };

  it('is how many messages are unread, as the menu shows them, or nothing', async () => {
    const [asAda, guest] = [await visit(ada), await visit()];
    expect(await asAda.open('/live/unread')).toMatchObject({ status: 204, body: '' });
    await bob.post('/v1/user/whisper', { user_id: ada.id, content: 'psst' });
    const { body } = await asAda.open('/live/unread?language=zh-CN');
    expect(body).toMatch(/^<!doctype html><span class="badge">.*1.*未读/);
    expect((await asAda.open('/')).body).toContain(
      (await asAda.open('/live/unread')).body.replace('<!doctype html>', ''),
    );
    expect((await guest.open('/live/unread')).path).toMatch(/^\/sign-in/);
  });

  it('is how many comments others have added that the reader would see', async () => {
    const { id } = await bob.posts('Talk');
    const first = await bob.comments(id, 'Before');
    const start = Date.now();
    const ask = async (who: Visitor, age: unknown = Date.now() - start + 2) =>
      (await who.open(`/post/${id}/newer?age=${String(age)}&language=en`)).body;
    await new Promise((resolve) => setTimeout(resolve, 20));
    const [asAda, asBob, asCleo, guest] = [await visit(ada), await visit(bob), await visit(cleo), await visit()];
    expect(await ask(guest, 1)).toBe('');
    await bob.comments(id, 'After');
    await cleo.post('/v1/post/comment/reply', { comment_id: first.id, content: 'And I' });
    expect(await ask(guest, 60_000)).toContain(`<a href="/post/${id}?style=newest#comments">3 new comments</a>`);
    expect(await ask(asBob, 60_000)).toContain('1 new comment<');
    expect(await ask(asCleo, 60_000)).toContain('2 new comments<');
    await ada.post('/v1/user/mute', { user_id: cleo.id });
    expect(await ask(asAda, 60_000)).toContain('2 new comments<');
    for (const odd of ['', 'x', '-1', '0', '9999999999999999']) expect(await ask(guest, odd)).toBe('');
    await bob.post('/v1/post/visibility', { id, visibility: 1 });
    for (const who of [guest, asAda]) expect(await ask(who, 60_000)).toBe('');
    expect((await guest.open('/post/x/newer')).status).toBe(404);
  });
});
