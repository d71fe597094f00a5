import type { Person } from '../../../../test/support/person.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

describe('what is said under a post, with a browser', () => {
  const community = useCommunity();
  const people = (...names: string[]): Promise<Person[]> => Promise.all(names.map((name) => community.member(name)));
  const visitor = async (person: Person): Promise<Visitor> => {
    const reader = new Visitor(community.app, community.host);
    await reader.signIn(person.username, person.password);
    return reader;
  };
  const guest = () => new Visitor(community.app, community.host);
  const comments = async (id: number) =>
    (await community.guest.get(`/v1/post/comments?id=${id}&page_size=100`))['list'] as Record<string, never>[];

  it('is read by everybody at once, and tells whoever it names', async () => {
    const [ada, bob, eve] = (await people('ada', 'bob', 'eve')) as [Person, Person, Person];
    const { id } = await ada.posts('Herons');
    const reader = await visitor(bob);
    await reader.open(`/post/${id}`);
    expect(reader.texts('#comments .end')).toEqual(['Nobody has commented yet. Be the first to say something.']);
    const page = await reader.submit(`/post/${id}/comment`, { content: 'Look @eve <b>\nhttps://x.example/@ada' });
    const [comment] = await comments(id);
    expect(page.path).toBe(`/post/${id}?comment=${comment!['id']}#comment-${comment!['id']}`);
    expect(page.body).toContain('Look <a class="mention" href="/@eve">@eve</a> &lt;b>');
    await community.settle();
    const [first] = await eve.messages('mentions').catch(async () => eve.messages());
    expect(first).toMatchObject({ sender_user: { username: 'bob' } });
    expect((await ada.messages()).length).toBe(1);
  });

  it('keeps what cannot be said, and says why', async () => {
    const [ada, bob] = (await people('ada', 'bob')) as [Person, Person];
    const { id } = await ada.posts('Short words please');
    const reader = await visitor(bob);
    await reader.open(`/post/${id}`);
    expect((await reader.submit(`/post/${id}/comment`, { content: ' \n ' })).status).toBe(422);
    expect(reader.texts('#comment .alert')).toEqual(['Write something first.']);
    const long = `</textarea><script>${'鹭'.repeat(1_000)}`;
    const page = await reader.submit(`/post/${id}/comment`, { content: long });
    expect(page.status).toBe(422);
    expect(page.root.querySelector('#content')!.text === long).toBe(true);
    expect(page.body).toContain('&lt;/textarea>&lt;script>鹭');
    expect(page.root.querySelector('#content')!.getAttribute('aria-describedby')).toBe('content-wrong content-count');
    expect(reader.texts('#comment .alert')).toEqual(['At most 1,000 characters can be said in one comment.']);
    await ada.post('/v1/post/lock', { id });
    const closed = await reader.submit(`/post/${id}/comment`, { content: 'Just one word' });
    expect([closed.status, reader.texts('#comment textarea')]).toEqual([422, ['Just one word']]);
    expect(reader.texts('.no-box-why span')).toEqual(['This post is closed for comments.']);
    expect(await comments(id)).toEqual([]);
  });

  it('is answered in place: the comment, or somebody who answered it', async () => {
    const [ada, bob, eve] = (await people('ada', 'bob', 'eve')) as [Person, Person, Person];
    const { id } = await ada.posts('Ask me');
    const comment = await bob.comments(id, 'Why?');
    const reader = await visitor(ada);
    await reader.open(`/post/${id}`);
    await reader.open(reader.page.root.querySelector(`#comment-${comment.id} .votes a`)!.getAttribute('href')!);
    const action = `/post/${id}/comments/${comment.id}/reply`;
    expect((await reader.submit(action, { content: '' })).status).toBe(422);
    expect(reader.texts(`#answer-${comment.id} .alert`)).toEqual(['Write something first.']);
    await reader.submit(action, { content: 'Because' });
    expect(reader.texts('.reply .text')).toEqual(['Because']);
    const other = await visitor(eve);
    await other.open(`/post/${id}`);
    await other.open(other.page.root.querySelector('.reply .votes a')!.getAttribute('href')!);
    expect(other.page.root.querySelector('[name=at_user_id]')!.getAttribute('value')).toBe(String(ada.id));
    await other.submit(action, { content: 'Really?' });
    expect(other.texts('.reply .text')).toEqual(['Because', 'to ada Really?']);
    await reader.open(`/post/${id}?reply=${comment.id}`);
    await bob.delete('/v1/post/comment', { id: comment.id });
    const late = await reader.submit(action, { content: 'Too late' });
    expect([late.status, reader.texts('#content')]).toEqual([422, ['Too late']]);
  });

  it('is voted on, chosen and deleted, by whoever may', async () => {
    const [ada, bob] = (await people('ada', 'bob')) as [Person, Person];
    const { id } = await ada.posts('Vote');
    const [first, second] = [await ada.comments(id, 'one'), await bob.comments(id, 'two')];
    const answer = await bob.post('/v1/post/comment/reply', { comment_id: first.id, content: 'and a half' });
    const reader = await visitor(ada);
    await reader.open(`/post/${id}?style=newest`);
    const at = (act: string, number: unknown, kind = 'comments') => `/post/${id}/${kind}/${String(number)}/${act}`;
    const page = await reader.submit(at('up', second.id));
    expect(page.path).toBe(`/post/${id}?style=newest&comment=${second.id}#comment-${second.id}`);
    await reader.submit(at('up', answer['id'], 'replies'));
    await reader.submit(at('down', first.id));
    const pressed = reader.page.root.querySelectorAll('.votes [aria-pressed=true]').map((button) => button.id);
    expect(pressed.toSorted()).toEqual(
      [`down-${first.id}`, `up-${String(answer['id'])}`, `up-${second.id}`].toSorted(),
    );
    await reader.submit(at('highlight', second.id));
    expect(reader.texts('.comment .signs')).toEqual(['Chosen by the author']);
    await reader.submit(at('delete', first.id));
    expect(reader.texts('.toast')).toEqual(['Deleted.']);
    expect(reader.texts('.comment > .card > .text')).toEqual(['two']);
    const own = await visitor(bob);
    await own.open(`/post/${id}`);
    expect(() => own.page.root.querySelector(`[action="${at('highlight', second.id)}"]`)).not.toThrow();
    expect(own.page.root.querySelector(`[action="${at('highlight', second.id)}"]`)).toBeNull();
    await own.submit(at('delete', second.id));
    expect(await comments(id)).toEqual([]);
  });

  it('answers a script with the part that has changed', async () => {
    const [ada, bob] = (await people('ada', 'bob')) as [Person, Person];
    const { id } = await ada.posts('In parts');
    const comment = await bob.comments(id, 'One of two');
    await bob.comments(id, 'Two of two');
    const reader = await visitor(ada);
    const { root } = await reader.open(`/post/${id}`);
    const form_token = root.querySelector('[name=form_token]')!.getAttribute('value')!;
    const send = async (act: string, fields: Record<string, string> = {}) => {
      const headers = {
        host: community.host,
        cookie: `session=${reader.cookie('session')}`,
        'accept-language': 'en',
        'content-type': 'application/x-www-form-urlencoded',
        'hx-request': 'true',
      };
      const payload = new URLSearchParams({ form_token, ...fields }).toString();
      const url = `/post/${id}/comments/${comment.id}/${act}`;
      return (await community.app.inject({ method: 'POST', url, headers, payload })).body.replace(
        /^<!doctype html>/,
        '',
      );
    };
    expect(await send('up')).toMatch(
      new RegExp(`^<div class="votes" id="votes-${comment.id}".*aria-pressed="true".*</div>$`, 's'),
    );
    const chosen = await send('highlight');
    expect(chosen).toMatch(
      new RegExp(`^<li class="comment" id="comment-${comment.id}".*Chosen by the author.*</li>$`, 's'),
    );
    expect(chosen).not.toContain('Two of two');
    expect(await send('reply', { content: 'In its place' })).toMatch(/<li class="reply sought".*In its place/s);
    expect(await send('reply', { content: '' })).toContain('Write something first.');
    const { status, body } = await reader.open(`/post/${id}/box`);
    expect([status, body]).toEqual([204, '']);
    await ada.post('/v1/post/lock', { id });
    expect((await reader.open(`/post/${id}/box`)).body).toContain('This post is closed for comments.');
  });

  it('is found by its own address, whatever page it stands on, and folded above three', async () => {
    const [ada, bob] = (await people('ada', 'bob')) as [Person, Person];
    const { id } = await ada.posts('Many');
    const ids: number[] = [];
    for (let number = 0; number < 52; number += 1) ids.push((await bob.comments(id, `nr ${number}`)).id);
    const replies: number[] = [];
    for (let number = 0; number < 5; number += 1) {
      const body = { comment_id: ids[51], content: `answer ${number}` };
      replies.push((await ada.post('/v1/post/comment/reply', body))['id'] as number);
    }
    const reader = guest();
    await reader.open(`/post/${id}`);
    expect(reader.texts('.comment')).toHaveLength(50);
    await reader.open(`/post/${id}?comment=${ids[51]}`);
    expect(reader.texts('.comment.sought > .card > .text')).toEqual(['nr 51']);
    expect(reader.texts('.more-replies summary')).toEqual(['2 more replies']);
    expect(reader.page.root.querySelector('.more-replies')!.hasAttribute('open')).toBe(false);
    await reader.open(`/post/${id}?comment=${replies[4]}`);
    expect(reader.page.root.querySelector('.more-replies')!.hasAttribute('open')).toBe(true);
    expect(reader.texts('.reply.sought .text')).toEqual(['answer 4']);
    await reader.open(`/post/${id}?comment=999999999`);
    expect(reader.texts('.note.gone')).toEqual(['The comment you came for is gone.']);
    await reader.open(`/post/${id}?style=newest`);
    expect(reader.texts('.comment > .card > .text')[0]).toBe('nr 51');
    expect(reader.texts('.tabs [aria-current]')).toEqual(['Newest']);
    expect(reader.texts('.pager a')).toHaveLength(1);
  });

  it('is not there under another post, nor for whoever may not see the post', async () => {
    const [ada, bob] = (await people('ada', 'bob')) as [Person, Person];
    const [here, there] = [await ada.posts('Here'), await ada.posts('There')];
    const comment = await ada.comments(there.id, 'mine');
    const reader = await visitor(bob);
    await reader.open(`/post/${here.id}`);
    const token = reader.page.root.querySelector('[name=form_token]')!.getAttribute('value')!;
    const send = async (path: string, fields: Record<string, string> = {}) => {
      const cookie = `session=${reader.cookie('session')}`;
      const payload = new URLSearchParams({ form_token: token, ...fields }).toString();
      const headers = { host: community.host, cookie, 'content-type': 'application/x-www-form-urlencoded' };
      return community.app.inject({ method: 'POST', url: path, headers, payload });
    };
    const acts = ['up', 'down', 'highlight', 'delete'];
    for (const act of acts) expect((await send(`/post/${here.id}/comments/${comment.id}/${act}`)).statusCode).toBe(404);
    expect((await send(`/post/${here.id}/comments/${comment.id}/reply`, { content: 'x' })).statusCode).toBe(422);
    for (const act of ['highlight', 'delete'])
      expect((await send(`/post/${there.id}/comments/${comment.id}/${act}`)).statusCode).toBe(403);
    await ada.post('/v1/post/visibility', { id: there.id, visibility: 1 });
    for (const act of [...acts, 'reply'])
      expect((await send(`/post/${there.id}/comments/${comment.id}/${act}`, { content: 'x' })).statusCode).toBe(404);
    expect((await send(`/post/${there.id}/comment`, { content: 'x' })).statusCode).toBe(404);
    expect(await comments(here.id)).toEqual([]);
  });

  it('waits for those who have to sign in, or are suspended', async () => {
    const [ada, kim] = (await people('ada', 'kim')) as [Person, Person];
    const { id } = await ada.posts('Come in');
    await ada.comments(id, 'Hello');
    const reader = guest();
    await reader.open(`/post/${id}`);
    expect(reader.texts('#comment')).toEqual(['Sign in to take part in the conversation.Sign in']);
    expect(reader.page.root.querySelectorAll('form[method=post]')).toEqual([]);
    const owner = await community.owner();
    const suspended = await visitor(kim);
    await owner.post('/v1/admin/user/status', { id: kim.id, status: 2 });
    await suspended.open(`/post/${id}`);
    expect(suspended.texts('#comment')).toEqual(['Your account is suspended. You can read, but not comment.']);
    expect(suspended.page.root.querySelectorAll('#comments form')).toEqual([]);
  });
});
