import { type HTMLElement, parse } from 'node-html-parser';
import type { Data, Person } from '../../../../test/support/person.js';
import { boundary, formOf, type FormPart, Uploader } from '../../../../test/support/upload.js';
import { useCommunity } from '../../../../test/support/use-community.js';
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

describe('pictures in a comment, without scripts', () => {
  const community = useCommunity();
  let ada: Person;
  let bob: Person;
  let reader: Visitor;

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
    reader = new Visitor(community.app, community.host);
    await reader.signIn(bob.username, bob.password);
  });

  const comments = async (id: number) =>
    (await ada.get(`/v1/post/comments?id=${id}&style=newest`))['list'] as { id: number; contents: Data[] }[];
  const shown = async (id: number) =>
    (await comments(id)).map(({ contents }) => contents.map(({ type, content, alt }) => [type, alt ?? content]));

  /** As a browser sends the form of the open page, with files. */
  const say = async (content: string, files: readonly FormPart[], alts: readonly string[] = []) => {
    const form = reader.page.root.querySelector('#comment form')!;
    const valueOf = (field: HTMLElement) => field.getAttribute('value') ?? '';
    const items = form.querySelectorAll('[data-items] [data-item]').flatMap((item, index) => [
      { name: 'media', value: valueOf(item.querySelector('[name=media]')!) },
      { name: 'called', value: valueOf(item.querySelector('[name=called]')!) },
      { name: 'alt', value: alts[index] ?? '' },
    ]);
    const token = { name: 'form_token', value: valueOf(form.querySelector('[name=form_token]')!) };
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
      payload: formOf([token, { name: 'content', value: content }, ...items, ...files]),
    });
    return { status: answer.statusCode, location: String(answer.headers.location ?? ''), body: answer.body };
  };

  it('go with the form, and open by themselves', async () => {
    const { id } = await ada.posts('Show me');
    await reader.open(`/post/${id}`);
    const form = reader.page.root.querySelector('#comment form')!;
    expect(form.getAttribute('enctype')).toBe('multipart/form-data');
    const { status, location } = await say('Two herons', [pictureNamed('one.png'), pictureNamed('two.png')]);
    expect(status).toBe(303);
    const [comment] = await comments(id);
    expect(comment!.contents.map(({ type }) => type)).toEqual([2, 3, 3]);
    await reader.open(location);
    const links = reader.page.root.querySelectorAll(`#comment-${comment!.id} .pictures a[data-picture]`);
    expect(links.map((link) => link.getAttribute('href')!.startsWith('/media/'))).toEqual([true, true]);
  });

  it('keep what was taken, and the text, where one of them is refused', async () => {
    const { id } = await ada.posts('Show me more');
    await reader.open(`/post/${id}`);
    const refused = await say('Look', [pictureNamed('good.png'), pictureNamed('bad.png', Buffer.from('no'))]);
    expect(refused.status).toBe(422);
    expect(await shown(id)).toEqual([]);
    reader.page = { ...reader.page, root: parse(refused.body) };
    expect(reader.texts('#comment .alert')[0]).toMatch(/^bad\.png: .*PNG, JPEG, GIF or WebP/);
    expect(reader.texts('#content')).toEqual(['Look']);
    expect(reader.texts('#comment [data-items] .composer-called')).toEqual(['good.png']);
    expect((await say('Look', [], ['A heron'])).status).toBe(303);
    expect(await shown(id)).toEqual([
      [
        [2, 'Look'],
        [3, 'A heron'],
      ],
    ]);
  });

  it('are nine at most, pictures and nothing else, and one’s own', async () => {
    const { id } = await ada.posts('Not too many');
    await reader.open(`/post/${id}`);
    const ten = Array.from({ length: 10 }, (_, index) => pictureNamed(`${index}.png`));
    const refused = await say('Ten', ten);
    expect([refused.status, refused.body.includes('A comment carries at most 9 pictures.')]).toEqual([422, true]);
    const theirs = (await new Uploader(community.app, ada).file('public/image', png, 'image/png')).content;
    const given = (value: string): FormPart[] => [
      { name: 'media', value },
      { name: 'called', value: 'x' },
      { name: 'alt', value: '' },
    ];
    expect((await say('Not mine', given(`3 ${theirs}`))).status).toBe(422);
    expect((await say('From elsewhere', given('3 https://example.org/media/public/image/x.png'))).status).toBe(303);
    expect((await say('A link', given('6 https://example.org/'))).status).toBe(303);
    expect((await say(' ', [pictureNamed('alone.png')])).status).toBe(422);
    expect((await shown(id)).map((blocks) => blocks.map(([type]) => type))).toEqual([[2], [2]]);
  });
});
