import { type HTMLElement, parse } from 'node-html-parser';
import type { Data, Person } from '../../../../test/support/person.js';
import { boundary, formOf, type FormPart, Uploader } from '../../../../test/support/upload.js';
import { useWallet, zipFile } from '../../../../test/support/use-wallet.js';
import { Visitor } from '../../../../test/support/visitor.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const pictureNamed = (filename: string, bytes = png): FormPart => ({
  name: 'pictures',
  bytes,
  type: 'image/png',
  filename,
});

describe('the composer', () => {
  const wallet = useWallet();
  const { community } = wallet;
  let ada: Person;
  let bob: Person;

  const visitor = async (person = ada, language = 'en'): Promise<Visitor> => {
    const reader = new Visitor(community.app, community.host, language);
    await reader.signIn(person.username, person.password);
    return reader;
  };

  const fieldsIn = (form: HTMLElement): FormPart[] =>
    form
      .querySelectorAll('input[name], textarea[name], select[name]')
      .filter((field) => !field.closest('template') && !['file', 'checkbox'].includes(field.getAttribute('type') ?? ''))
      .map((field) => {
        const chosen = field.querySelector('option[selected]')?.getAttribute('value');
        const typed = field.rawTagName === 'textarea' ? field.text : field.getAttribute('value');
        return { name: field.getAttribute('name')!, value: chosen ?? typed ?? '' };
      });

  /** As a browser without scripts sends the form of a page, with files. */
  const send = async (
    reader: Visitor,
    { typed = {}, files = [], page = reader.page.root }: Sent,
  ): Promise<{ status: number; location: string; root: HTMLElement; body: string }> => {
    const form = page.querySelector('#composer')!;
    const fields = fieldsIn(form).map((part) => ({
      ...part,
      value: typed[part.name] ?? ('value' in part && part.value),
    }));
    const extra = Object.entries(typed).filter(([name]) => !fields.some((field) => field.name === name));
    const parts = [...fields, ...extra.map(([name, value]) => ({ name, value })), ...files] as FormPart[];
    const answer = await community.app.inject({
      method: 'POST',
      url: form.getAttribute('action')!,
      headers: {
        host: community.host,
        origin: `http://${community.host}`,
        'accept-language': 'en',
        cookie: `session=${reader.cookie('session')}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      payload: formOf(parts),
    });
    const { statusCode: status, body, headers } = answer;
    return { status, location: String(headers.location ?? ''), root: parse(body), body };
  };
  interface Sent {
    readonly typed?: Record<string, string>;
    readonly files?: FormPart[];
    readonly page?: HTMLElement;
  }
  const postAt = (location: string, person = ada): Promise<Data & { id: number; contents: Data[] }> =>
    person.get(`/v1/post?id=${/\/post\/(\d+)/.exec(location)![1]}`) as Promise<Data & { id: number; contents: Data[] }>;
  const told = (root: HTMLElement, selector: string) =>
    root.querySelectorAll(selector).map((found) => found.text.replace(/\s+/g, ' ').trim());

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
  });

  it('is for members: others are asked to sign in, and come back', async () => {
    const page = await new Visitor(community.app, community.host).open('/compose?topic=herons');
    expect(page.path).toBe('/sign-in?next=%2Fcompose%3Ftopic%3Dherons');
  });

  it('begins with a topic, a shared text, or a post to quote', async () => {
    const reader = await visitor();
    const textIn = async (path: string) => (await reader.open(path)).root.querySelector('#content')!.text.trim();
    expect(await textIn('/compose?topic=%23herons')).toBe('#herons');
    expect(await textIn('/compose?title=A%20page&text=%3Cb%3E&url=https://example.org')).toBe(
      'A page\n<b>\nhttps://example.org',
    );
    const quoted = (await bob.posts('Bob says this')).id;
    const page = await reader.open(`/compose?quote=${quoted}`);
    expect(told(page.root, '.composer .quoted .text')).toEqual(['Bob says this']);
    const { location } = await send(reader, { typed: { content: 'Hear, hear' } });
    expect(await postAt(location)).toMatchObject({ quoted: { id: quoted } });
    expect((await reader.open('/compose?quote=999999')).body).toContain('The post that stood here is gone');
  });

  it('publishes what clients of /v1 would: topics, names, links, warning, audience', async () => {
    const reader = await visitor();
    await reader.open('/compose');
    const content = '看看 #武汉 @bob https://example.org/a。\n#spring';
    const page = await reader.submit('/compose', { content, cover: ' Flowers ', visibility: '0' });
    expect([page.status, reader.texts('.toast')]).toEqual([200, ['Posted.']]);
    const post = await postAt(page.path);
    expect(post).toMatchObject({ tags: { 武汉: 1, spring: 1 }, cover: 'Flowers', visibility: 0 });
    expect(post.contents.map(({ type, content: said }) => [type, said])).toEqual([
      [2, content],
      [6, 'https://example.org/a'],
    ]);
    await community.settle();
    expect((await bob.messages()).some((message) => message['post_id'] === post.id)).toBe(true);
  });

  it('leads back to the timeline where it was written there, also without files', async () => {
    const reader = await visitor();
    const { root } = await reader.open('/compose');
    const token = root.querySelector('[name=form_token]')!.getAttribute('value')!;
    const slim = (content: string, referer: string) =>
      community.app.inject({
        method: 'POST',
        url: '/compose',
        headers: {
          host: community.host,
          referer,
          'accept-language': 'en',
          cookie: `session=${reader.cookie('session')}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload: new URLSearchParams({ form_token: token, content }).toString(),
      });
    expect((await slim('From the timeline', `http://${community.host}/`)).headers.location).toBe('/');
    expect((await slim('From elsewhere', `http://${community.host}/topics`)).headers.location).toMatch(/^\/post\/\d+$/);
    const refused = await slim('x'.repeat(2001), `http://${community.host}/`);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('1 over the limit of 2,000');
    expect(refused.body).toContain('x'.repeat(2001));
  });

  it('takes what it can of several files, keeps it, and says what is wrong with the rest', async () => {
    const reader = await visitor();
    await reader.open('/compose');
    const files = [
      pictureNamed('one.png'),
      pictureNamed('<b>two</b>.png', Buffer.from('no picture')),
      pictureNamed('three.png'),
      { name: 'attachments', bytes: zipFile, type: 'application/zip', filename: 'all.zip' },
    ];
    const first = await send(reader, { typed: { content: 'Three herons', cover: 'Birds' }, files });
    expect(first.status).toBe(422);
    expect(first.body).not.toContain('<b>two</b>');
    expect(told(first.root, '.composer-wrong')).toEqual([
      '3 of 4 files were taken. What is missing: b>.png: This type of file is not allowed. It can be PNG, JPEG, GIF or WebP.',
    ]);
    expect(first.root.querySelector('#content')!.text.trim()).toBe('Three herons');
    expect(told(first.root, '[data-items] .composer-called')).toEqual(['one.png', 'three.png', 'all.zip']);

    const kept = fieldsIn(first.root.querySelector('#composer')!);
    expect(kept.filter(({ name }) => name === 'media')).toHaveLength(3);
    const second = await send(reader, { page: first.root, typed: {} });
    expect(second.status).toBe(303);
    const { contents } = await postAt(second.location);
    expect(contents.map(({ type }) => type)).toEqual([2, 3, 3, 7]);
  });

  it('has pictures described and taken out again without a script', async () => {
    const reader = await visitor();
    await reader.open('/compose');
    const files = [pictureNamed('one.png'), pictureNamed('two.png')];
    const uploaded = await send(reader, { typed: { content: 'Look', then: 'describe' }, files });
    expect([uploaded.status, told(uploaded.root, '.alert')]).toEqual([200, []]);
    const [one] = fieldsIn(uploaded.root.querySelector('#composer')!).filter(({ name }) => name === 'media');
    const typed = { alt: 'A heron at dusk', remove: (one as { value: string }).value, then: '' };
    const { location } = await send(reader, { page: uploaded.root, typed });
    const { contents } = await postAt(location);
    expect(contents.slice(1)).toEqual([expect.objectContaining({ type: 3, alt: 'A heron at dusk' })]);
  });

  it('takes nine files and no more, and none of what the community has switched off', async () => {
    const reader = await visitor();
    await reader.open('/compose');
    const files = Array.from({ length: 10 }, (_, index) => pictureNamed(`${index}.png`));
    const tooMany = await send(reader, { typed: { content: 'Ten' }, files });
    expect(told(tooMany.root, '.composer-wrong')[0]).toContain('9.png: A post carries at most 9 files.');
    await wallet.chooses({ 'web_profile.allow_tweet_video': false, 'web_profile.allow_tweet_attachment': false });
    try {
      expect((await reader.open('/compose')).root.querySelectorAll('input[type=file]')).toHaveLength(1);
      const zip = { name: 'attachments', bytes: zipFile, type: 'application/zip', filename: 'all.zip' };
      const refused = await send(reader, { typed: { content: 'Files' }, files: [zip] });
      expect(told(refused.root, '.composer-wrong')[0]).toContain('all.zip: This community has switched this off.');
    } finally {
      await wallet.chooses({ 'web_profile.allow_tweet_video': true, 'web_profile.allow_tweet_attachment': true });
    }
  });

  it('sells files for a price that is one', async () => {
    const reader = await visitor();
    await reader.open('/compose');
    const files = [{ name: 'attachments', bytes: zipFile, type: 'application/zip', filename: 'all.zip' }];
    const wrong = await send(reader, { typed: { content: 'For sale', price: 'a lot' }, files });
    expect(told(wrong.root, '#price-wrong')).toEqual(['Write a price such as 2.50, of at most 100,000.']);
    const { location } = await send(reader, { page: wrong.root, typed: { price: '2.5' } });
    expect(await postAt(location)).toMatchObject({ attachment_price: 250 });
  });

  it('makes one post of a form that is sent twice, and keeps one that was changed meanwhile', async () => {
    const reader = await visitor();
    await reader.open('/compose');
    const sent = () => send(reader, { typed: { content: 'Once only' }, files: [pictureNamed('one.png')] });
    const [one, other] = [await sent(), await sent()];
    expect(other.location).toBe(one.location);
    const changed = await send(reader, { typed: { content: 'Once only, changed' } });
    expect(changed.status).toBe(422);
    expect(told(changed.root, '.alert p')[0]).toContain('was sent before you changed it');
    expect((await send(reader, { page: changed.root })).location).not.toBe(one.location);
  });

  it('asks for words, proposes the usual audience, and knows no friends where there are none', async () => {
    await wallet.chooses({ 'web_profile.default_tweet_visibility': 'private', 'web_profile.use_friendship': false });
    try {
      const reader = await visitor(ada, 'zh-CN');
      await reader.open('/compose');
      expect(reader.texts('#visibility option')).toEqual(['公开', '关注者可见', '仅自己可见']);
      expect(reader.texts('#visibility option[selected]')).toEqual(['仅自己可见']);
      const page = await reader.submit('/compose', { content: ' ' });
      expect([page.status, reader.texts('#content-wrong')]).toEqual([422, ['先写点什么吧，动态不能没有文字。']]);
    } finally {
      await wallet.chooses({ 'web_profile.default_tweet_visibility': 'public', 'web_profile.use_friendship': true });
    }
  });

  it('says why somebody may not post, in place of the form', async () => {
    const cleo = await community.member('cleo');
    const reader = await visitor(cleo);
    await wallet.chooses({ 'app.phone_required': true });
    try {
      expect((await reader.open('/compose')).root.querySelector('#composer')).toBeNull();
      expect(reader.page.body).toContain('A phone number first');
    } finally {
      await wallet.chooses({ 'app.phone_required': false });
    }
    await (await community.owner()).post('/v1/admin/user/status', { id: cleo.id, status: 2 });
    expect((await reader.open('/compose')).body).toContain('This account has been suspended');
  });

  it('gives scripts one file at a time, and words to go on with', async () => {
    const reader = await visitor();
    const { root } = await reader.open('/compose');
    const token = root.querySelector('body')!.getAttribute('data-token')!;
    const upload = async (part: FormPart, headers: Record<string, string>) => {
      const answer = await community.app.inject({
        method: 'POST',
        url: '/compose/files',
        headers: {
          host: community.host,
          'accept-language': 'en',
          cookie: `session=${reader.cookie('session')}`,
          'content-type': `multipart/form-data; boundary=${boundary}`,
          ...headers,
        },
        payload: formOf([
          { name: 'type', value: 'public/image' },
          { ...part, name: 'file' },
        ]),
      });
      return { status: answer.statusCode, body: answer.body };
    };
    const taken = await upload(pictureNamed('one.png'), { 'x-form-token': token });
    const { value, type, content } = JSON.parse(taken.body) as Record<string, unknown>;
    expect([taken.status, type]).toEqual([200, 3]);
    expect(content).toMatch(/^\/media\/public\/image\//);
    const { location } = await send(reader, {
      typed: { content: 'By script', media: String(value), called: '', alt: 'x' },
    });
    expect((await postAt(location)).contents[1]).toMatchObject({ type: 3, alt: 'x' });
    const refused = await upload(pictureNamed('one.png', Buffer.from('none')), { 'x-form-token': token });
    expect(refused).toEqual({ status: 415, body: expect.stringContaining('It can be PNG, JPEG, GIF or WebP.') });
    expect((await upload(pictureNamed('one.png'), {})).status).toBe(403);

    const suggested = async (query: string) =>
      JSON.parse((await reader.open(`/compose/suggest?${query}`)).body) as Data;
    expect(await suggested('kind=member&k=bo')).toEqual({ suggest: ['bob'] });
    await community.settle();
    expect((await suggested('kind=topic&k=%E6%AD%A6'))['suggest']).toEqual(['武汉']);
  });

  it('takes no file of somebody else, and shows none from elsewhere', async () => {
    const reader = await visitor();
    await reader.open('/compose');
    const media = '3 https://example.org/media/public/image/x.png';
    const elsewhere = await send(reader, { typed: { content: '', media, called: 'x', alt: '' } });
    expect(elsewhere.body).not.toContain('example.org/media');
    const theirs = `3 ${(await new Uploader(community.app, bob).file('public/image', png, 'image/png')).content}`;
    const refused = await send(reader, { typed: { content: 'Mine', media: theirs, called: 'x', alt: '' } });
    expect([refused.status, told(refused.root, '.alert p')]).toEqual([422, ['The post could not be published.']]);
  });

  it('opens a post for its author, with all it carries, and keeps what is left', async () => {
    const reader = await visitor();
    await reader.open('/compose');
    const files = [
      pictureNamed('one.png'),
      pictureNamed('two.png'),
      { name: 'attachments', bytes: zipFile, type: 'application/zip', filename: 'all.zip' },
    ];
    const typed = { content: 'Before #one https://example.org/a', visibility: '1' };
    const { location } = await send(reader, { typed, files });
    const before = await postAt(location);
    await reader.open(`${location}/edit`);
    expect(reader.page.root.querySelector('#visibility')).toBeNull();
    const fields = fieldsIn(reader.page.root.querySelector('#composer')!);
    const media = fields.filter(({ name }) => name === 'media') as { value: string }[];
    expect(media.map(({ value }) => value.split(' ')[0])).toEqual(['3', '3', '7']);
    const changed = { content: 'After #two https://example.org/b', alt: 'Described', remove: media[0]!.value };
    const edited = await send(reader, { typed: changed });
    expect([edited.status, edited.location]).toEqual([303, location]);
    const after = await postAt(location);
    expect(after).toMatchObject({ tags: { two: 1 }, visibility: 1, edited: 1 });
    expect(after.contents.map(({ type }) => type)).toEqual([2, 3, 7, 6]);
    expect(after.contents[1]).toMatchObject({ alt: 'Described' });
    expect(after.contents[2]!['id']).toBe(before.contents[3]!['id']);
  });

  it('lets nobody edit what others wrote, and keeps what was typed when an edit is refused', async () => {
    const post = (await ada.posts('Mine alone')).id;
    const other = await visitor(bob);
    expect((await other.open(`/post/${post}/edit`)).status).toBe(403);
    expect((await other.open('/post/999999/edit')).status).toBe(404);
    expect((await other.open('/post/x/edit')).status).toBe(404);
    const reader = await visitor();
    await reader.open(`/post/${post}/edit`);
    const refused = await reader.submit(`/post/${post}/edit`, { content: 'y'.repeat(2010) });
    expect([refused.status, reader.texts('#content-wrong')]).toEqual([
      422,
      ['The text is 10 over the limit of 2,000 characters.'],
    ]);
    expect(refused.root.querySelector('#content')!.text).toContain('y'.repeat(2010));
  });

  it('shows hostile words as words', async () => {
    const reader = await visitor();
    await reader.open('/compose');
    const hostile = '"><script>alert(1)</script></textarea><img src=x onerror=alert(1)>';
    const page = await reader.submit('/compose', { content: hostile.repeat(60), cover: hostile });
    expect(page.status).toBe(422);
    expect(page.body).not.toContain('<script>alert');
    expect(page.body).not.toContain('<img src=x');
  });
});
