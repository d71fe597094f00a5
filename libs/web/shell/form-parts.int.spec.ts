import { isPage } from '#kernel/http';
import type { Person } from '../../../test/support/person.js';
import { behind } from '../../../test/support/behind.js';
import { boundary, formOf, type FormPart } from '../../../test/support/upload.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { Visitor } from '../../../test/support/visitor.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describe('forms with files', () => {
  const community = useCommunity();
  const sql = behind(community);
  let ada: Person;
  let postId: number;
  let cookie: string;
  let token: string;
  const takingFiles: string[] = [];

  /** Whatever such a form is about, it holds this. */
  const filled: readonly FormPart[] = [
    { name: 'content', value: 'Never' },
    { name: 'cover', value: '' },
    ...['pictures', 'avatar', 'file', 'logo'].map((name) => ({
      name,
      bytes: png,
      type: 'image/png',
      filename: 'a.png',
    })),
  ];
  const send = async (url: string, parts: readonly FormPart[], headers: Record<string, string> = {}) => {
    const answer = await community.app.inject({
      method: 'POST',
      url,
      headers: {
        host: community.host,
        cookie,
        'accept-language': 'en',
        'content-type': `multipart/form-data; boundary=${boundary}`,
        ...headers,
      },
      payload: formOf(parts),
    });
    return { status: answer.statusCode, body: answer.body };
  };
  const pages = () =>
    community.api.http.routes.routes
      .filter(({ method, url }) => method === 'POST' && isPage(url))
      .map(({ url }) => url);
  /** They alone read a body of this kind. */
  const isTakingFiles = async (url: string) => {
    const headers = { host: community.host, 'content-type': 'application/offset+octet-stream' };
    return (
      (await community.app.inject({ method: 'POST', url: addressOf(url), headers, payload: 'x' })).statusCode !== 415
    );
  };
  const addressOf = (url: string) => url.replace(/:\w+/, String(postId));
  /** Everything that a form could leave behind. */
  const rows = () =>
    sql(`select (select count(*) from post) as posts, (select count(*) from media_object) as files,
                (select sum(edit_count) from post) as edits, (select string_agg(avatar, ' ' order by id) from member) as likenesses`);

  beforeAll(async () => {
    for (const url of pages()) if (await isTakingFiles(url)) takingFiles.push(url);
    ada = await community.member('ada');
    postId = (await ada.posts('Here before')).id;
    const reader = new Visitor(community.app, community.host);
    await reader.signIn(ada.username, ada.password);
    cookie = `session=${reader.cookie('session')}`;
    token = (await reader.open('/about')).root.querySelector('body')!.getAttribute('data-token')!;
  });

  it('are told from others', () => expect(takingFiles).toEqual(expect.arrayContaining(['/compose', '/post/:id/edit'])));

  it('change nothing without a token that comes before all else', async () => {
    const before = await rows();
    const right = { name: 'form_token', value: token };
    const wrong = [
      [],
      filled,
      [...filled, right],
      [filled[0]!, right, ...filled],
      [{ ...right, value: `${token}x` }, right, ...filled],
      [{ name: 'form_token', bytes: Buffer.from(token), type: 'text/plain' }, ...filled],
    ] as const;
    for (const url of takingFiles)
      for (const parts of wrong) {
        const { status, body } = await send(addressOf(url), parts);
        expect([url, status]).toEqual([url, 403]);
        expect(body).toContain('This page has been open for too long');
      }
    expect(await rows()).toEqual(before);
  });

  it('are refused from elsewhere, in other shapes and without a token as all forms are', async () => {
    const before = await rows();
    const right = { name: 'form_token', value: token };
    for (const url of pages().map(addressOf)) {
      expect([url, (await send(url, filled)).status]).toEqual([url, 403]);
      expect((await send(url, [right, ...filled], { origin: 'https://example.org' })).status).toBe(403);
    }
    for (const url of takingFiles.map(addressOf)) {
      const form = (payload: string, type: string) =>
        community.app.inject({
          method: 'POST',
          url,
          payload,
          headers: { host: community.host, cookie, 'content-type': type },
        });
      expect((await form('content=Never', 'application/x-www-form-urlencoded')).statusCode).toBe(403);
      expect((await form('{"content":"Never"}', 'application/json')).statusCode).toBe(403);
      expect((await form('x', 'application/offset+octet-stream')).statusCode).toBe(403);
      expect((await send(url, [right, ...filled], { cookie: '' })).status).toBe(403);
    }
    expect(await rows()).toEqual(before);
  });

  it('are taken with it, in the form or beside it', async () => {
    const words = [{ name: 'content', value: 'Said in a form' }];
    expect((await send('/compose', [{ name: 'form_token', value: token }, ...words])).status).toBe(303);
    const beside = await send('/compose', [{ name: 'content', value: 'Said by a script' }], { 'x-form-token': token });
    expect(beside.status).toBe(303);
  });

  it('that break off, or hold what cannot be stored, are refused whole', async () => {
    const before = await rows();
    const parts = [
      { name: 'form_token', value: token },
      { name: 'content', value: 'Broken' },
    ];
    const broken = formOf([...parts, ...filled]).subarray(0, -60);
    const answer = await community.app.inject({
      method: 'POST',
      url: '/compose',
      headers: { host: community.host, cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: broken,
    });
    expect(answer.statusCode).toBe(400);
    expect((await send('/compose', [parts[0]!, { name: 'content', value: 'a\u0000b' }])).status).toBe(400);
    expect((await sql('select count(*) from post'))[0]).toEqual({ count: before[0]!['posts'] });
  });
});
