import type { Person } from '../../../../test/support/person.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { type ShownPage, Visitor } from '../../../../test/support/visitor.js';

describe('what members do with a post', () => {
  const community = useCommunity();
  let ada: Person;
  let bob: Person;

  const guest = () => new Visitor(community.app, community.host);
  const visit = async (person: Person): Promise<Visitor> => {
    const visitor = guest();
    await visitor.signIn(person.username, person.password);
    return visitor;
  };
  const cardOf = ({ root }: ShownPage, id: number) => root.querySelector(`#post-${id}`)!;
  const pressed = (page: ShownPage, id: number, act: string) =>
    cardOf(page, id).querySelector(`button.${act}`)!.getAttribute('aria-pressed');
  const numberOf = (page: ShownPage, id: number, act: string) =>
    cardOf(page, id).querySelector(`.${act} .n`)!.text.trim();

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
  });

  it('shows each what they did themselves, and everybody how often', async () => {
    const { id } = await ada.posts('Stars above');
    const [asAda, asBob] = [await visit(ada), await visit(bob)];
    await asBob.open('/?style=hots');
    const page = await asBob.submit(`/post/${id}/star`);
    expect(page.path).toBe(`/?style=hots#post-${id}`);
    await asBob.submit(`/post/${id}/collect`);
    expect([pressed(asBob.page, id, 'star'), pressed(asBob.page, id, 'collect')]).toEqual(['true', 'true']);
    await asAda.open('/');
    expect([pressed(asAda.page, id, 'star'), numberOf(asAda.page, id, 'star')]).toEqual(['false', '1']);
    expect(cardOf(asAda.page, id).querySelector('a[href$="/edit"]')).not.toBeNull();
    expect(cardOf(asBob.page, id).querySelector('a[href$="/edit"], a[href*="/delete"]')).toBeNull();
    await asBob.submit(`/post/${id}/star`);
    expect([pressed(asBob.page, id, 'star'), numberOf(asBob.page, id, 'star')]).toEqual(['false', '']);
  });

  it('answers a script with what has changed, and nothing else', async () => {
    const { id } = await ada.posts('Only the marks');
    const asBob = await visit(bob);
    await asBob.open('/');
    const form = cardOf(asBob.page, id).querySelector(`form[action="/post/${id}/star"]`)!;
    expect([form.getAttribute('hx-post'), form.getAttribute('hx-target')]).toEqual([
      `/post/${id}/star`,
      'closest .marks',
    ]);
    const token = form.querySelector('[name=form_token]')!.getAttribute('value')!;
    const answer = await community.app.inject({
      method: 'POST',
      url: `/post/${id}/star`,
      headers: {
        host: community.host,
        cookie: `session=${asBob.cookie('session')}`,
        'content-type': 'application/x-www-form-urlencoded',
        'hx-request': 'true',
      },
      payload: new URLSearchParams({ form_token: token, back: '//example.org' }).toString(),
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toMatch(/<div class="marks".*aria-pressed="true".*<\/div>$/s);
    expect(answer.body).not.toMatch(/<main|<body|example\.org/);
  });

  it('answers a script with the card where it stands, with what is asked, and with what to say', async () => {
    const { id } = await ada.posts('Only the card');
    const asAda = await visit(ada);
    const { root } = await asAda.open('/?style=hots');
    const form_token = root.querySelector('[name=form_token]')!.getAttribute('value')!;
    const send = async (method: 'GET' | 'POST', act: string, fields: Record<string, string>) => {
      const sent = new URLSearchParams(fields).toString();
      const answer = await community.app.inject({
        method,
        url: `/post/${id}/${act}${method === 'GET' ? `?${sent}` : ''}`,
        headers: {
          host: community.host,
          cookie: `session=${asAda.cookie('session')}`,
          'accept-language': 'en',
          'hx-request': 'true',
          ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(method === 'POST' && { payload: sent }),
      });
      const said = decodeURIComponent(String(answer.headers['x-said'] ?? ''));
      return { status: answer.statusCode, body: answer.body.replace('<!doctype html>', ''), said };
    };
    const back = `/?style=hots#post-${id}`;
    const locked = await send('POST', 'lock', { form_token, back });
    expect([locked.status, locked.said]).toEqual([200, 'Closed for comments.']);
    expect(locked.body).toMatch(new RegExp(`^<article class="post" id="post-${id}".*</article>$`, 's'));
    expect(locked.body).toContain(`value="/?style=hots#post-${id}"`);
    expect((await send('POST', 'lock', { form_token })).body).toMatch(/^<article class="whole"/);
    const asked = await send('GET', 'visibility', { back });
    expect(asked.body).toMatch(/^<section class="asked".*<\/section>$/s);
    expect(asked.body).toContain(`hx-target="#post-${id}"`);
    const hidden = await send('POST', 'visibility', { form_token, back, visibility: '1' });
    expect([hidden.said, hidden.body.includes('Only its author')]).toEqual(['Saved.', true]);
    expect((await send('GET', 'delete', { back })).body).toContain(`data-gone="#post-${id}"`);
    expect((await send('GET', 'delete', { back: `/post/${id}` })).body).not.toContain('hx-post'); // its page goes with it
    expect(await send('POST', 'delete', { form_token, back })).toEqual({ status: 200, body: '', said: 'Deleted.' });
    expect((await send('POST', 'lock', { form_token, back })).status).toBe(404);
  });

  it('leads a guest to sign in, and back to the post', async () => {
    const { id } = await ada.posts('For everybody');
    const visitor = guest();
    await visitor.open('/');
    const card = cardOf(visitor.page, id);
    expect(card.querySelectorAll('form, button, .pop')).toHaveLength(0);
    expect(card.querySelectorAll(`a.mark[href="/sign-in?next=%2Fpost%2F${id}"]`)).toHaveLength(3);
    expect(card.querySelector('.avatar-link')!.getAttribute('href')).toBe('/@ada');
  });

  it('repeats a post once, and takes that back', async () => {
    const { id } = await ada.posts('Say it again');
    const asBob = await visit(bob);
    await asBob.open('/');
    await asBob.submit(`/post/${id}/repeat`);
    expect(asBob.texts('.toast')).toEqual(['Repeated for those who follow you.']);
    await asBob.submit(`/post/${id}/repeat`);
    expect(asBob.texts('.repeated').filter((text) => text.startsWith('bob repeated'))).toHaveLength(1);
    const takeBack = asBob.page.root.querySelector('.repeated a[href*="/delete"]')!.getAttribute('href')!;
    const asked = await asBob.open(takeBack);
    expect(asBob.texts('h1')).toEqual(['Take this back?']);
    expect(asked.body).toContain('Say it again');
    const after = await asBob.submit('Take back');
    expect(after.path).toBe('/');
    expect(after.body).not.toContain('bob repeated');
    expect(after.body).toContain('Say it again');
  });

  it('says what is lost before a post is deleted', async () => {
    const { id } = await ada.posts('Soon gone');
    await bob.comments(id, 'Why?');
    const asAda = await visit(ada);
    await asAda.open(`/post/${id}/delete?back=%2F%3Fstyle%3Dhots`);
    expect(asAda.texts('.losses li')).toEqual(['1 comment']);
    expect(asAda.page.root.querySelector('.actions a')!.getAttribute('href')).toBe('/?style=hots');
    const after = await asAda.submit(`/post/${id}/delete`);
    expect([after.status, after.path]).toEqual([200, '/?style=hots']);
    expect(asAda.texts('.toast')).toEqual(['Deleted.']);
    expect((await asAda.open(`/post/${id}`)).status).toBe(404);
    expect((await asAda.open(`/post/${id}/delete`)).status).toBe(404);
  });

  it('lets the author say who sees it', async () => {
    const { id } = await ada.posts('For some');
    const asAda = await visit(ada);
    const asked = await asAda.open(`/post/${id}/visibility`);
    expect(asked.root.querySelector('input[name=visibility][checked]')!.getAttribute('value')).toBe('0');
    await asAda.submit(`/post/${id}/visibility`, { visibility: '1' });
    expect(asAda.texts('.toast')).toEqual(['Saved.']);
    expect(asAda.texts('.signs')).toEqual(['Only its author']);
    expect((await guest().open(`/post/${id}`)).status).toBe(404);
    expect((await guest().open('/')).body).not.toContain('For some');
    await asAda.open('/?style=following');
    expect(cardOf(asAda.page, id).text).toContain('Only its author');
    expect(cardOf(asAda.page, id).querySelector(`form[action="/post/${id}/repeat"]`)).toBeNull();
  });

  it('asks nothing of those who may do nothing about it', async () => {
    const { id } = await ada.posts('Not theirs');
    const asBob = await visit(bob);
    for (const page of ['delete', 'visibility']) expect((await asBob.open(`/post/${id}/${page}`)).status).toBe(403);
    await ada.post('/v1/post/visibility', { id, visibility: 1 });
    for (const page of ['delete', 'visibility']) expect((await asBob.open(`/post/${id}/${page}`)).status).toBe(404);
  });

  it('lets authors lock and highlight, and who looks after the community pin', async () => {
    const { id } = await ada.posts('Marked in many ways');
    const asAda = await visit(ada);
    const asOwner = await visit(await community.owner());
    await asAda.open('/');
    for (const act of ['lock', 'highlight']) await asAda.submit(`/post/${id}/${act}`);
    expect(cardOf(asAda.page, id).querySelector(`form[action="/post/${id}/stick"]`)).toBeNull();
    await asOwner.open('/');
    const page = await asOwner.submit(`/post/${id}/stick`);
    const [first] = page.root.querySelectorAll('.post');
    expect(first!.id).toBe(`post-${id}`);
    expect(first!.querySelector('.signs')!.text).toMatch(/Pinned.*Highlight.*Closed for comments/s);
    await asOwner.submit(`/post/${id}/stick`);
    expect(asOwner.texts('.toast')).toEqual(['No longer pinned.']);
  });

  it.each(['star', 'collect', 'repeat', 'stick', 'lock', 'highlight', 'visibility', 'delete'])(
    'refuses to %s what one may not, without the form, and without being signed in',
    async (act) => {
      const { id } = await ada.posts(`Mine alone: ${act}`, { visibility: 1 });
      const asBob = await visit(bob);
      const { root } = await asBob.open('/');
      const token = root.querySelector('[name=form_token]')!.getAttribute('value')!;
      const send = (cookie: string, form: Record<string, string>, post: unknown = id) =>
        community.app.inject({
          method: 'POST',
          url: `/post/${String(post)}/${act}`,
          headers: { host: community.host, cookie, 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams({ visibility: '0', ...form }).toString(),
        });
      const session = `session=${asBob.cookie('session')}`;
      expect((await send(session, { form_token: token })).statusCode).toBe(404); // as if there were no such post
      expect((await send(session, {})).statusCode).toBe(403);
      expect((await send('', { form_token: token })).statusCode).toBe(403);
      for (const none of ['0', 'x', '99999999', '1e3', '9007199254740993'])
        expect((await send(session, { form_token: token }, none)).statusCode).toBe(404);
      expect(await ada.get(`/v1/post?id=${id}`)).toMatchObject({ visibility: 1, upvote_count: 0, is_lock: 0 });
    },
  );

  it('never leads elsewhere afterwards', async () => {
    const { id } = await ada.posts('Stay here');
    const asAda = await visit(ada);
    for (const back of ['//example.org', 'https://example.org', '/\\example.org', 'javascript:alert(1)']) {
      const page = await asAda.open(`/post/${id}/visibility?back=${encodeURIComponent(back)}`);
      expect(page.body).not.toContain(`href="${back}"`);
      expect((await asAda.submit(`/post/${id}/visibility`)).path).toBe('/');
    }
  });
});
