import { Cache } from '#kernel/cache';
import { Config } from '#kernel/config';
import { PlatformDatabase, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { mediaPass } from '#community/identity';
import type { Data, Person } from '../support/person.js';
import { Uploader } from '../support/upload.js';
import { type TestCommunity, useCommunity } from '../support/use-community.js';
import { testConfig } from '../support/worker-cluster.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const zip = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(64)]);
const mediaHost = 'files.localhost';

describe('a host for nothing but files', () => {
  const community = useCommunity((builder) =>
    builder.overrideProvider(Config).useValue(testConfig(3000, { MEDIA_HOST: mediaHost })),
  );
  let neighbour: TestCommunity;
  let ada: Person;

  const ask = (
    url: string,
    { host = mediaHost, method = 'GET', headers = {} }: { host?: string; method?: string; headers?: object } = {},
  ) => community.app.inject({ method: method as 'GET', url, headers: { host, ...headers } });
  const pathTo = (address: string): string => new URL(address).pathname;
  const inside = async <T>(at: TestCommunity, work: () => T): Promise<T> =>
    tenantScope.run((await at.app.get(TenantDirectory).findByHost(at.host))!, work);
  const later = (path: string, at = community) =>
    inside(at, () => at.app.get(Cache).forget(`media.file:${path.replace(/^\/t\/\d+\/(~[^/]+\/)?/, '')}`));
  const picture = async (by = ada) =>
    (await new Uploader(community.app, by).file('public/image', png, 'image/png')).content;
  const publish = async (content: string, visibility = 0, by = ada) => {
    const contents = [
      { content: `Shows ${Math.random()}`, type: 2, sort: 100 },
      { content, type: 3, sort: 101 },
    ];
    const post = (await by.post('/v1/post', { contents, tags: [], users: [], visibility })) as Data & { id: number };
    return { id: post.id, given: (post['contents'] as Data[])[1]!['content'] as string };
  };
  const setState = async (state: string) => {
    await community.app
      .get(PlatformDatabase)
      .query('update platform.tenant set state = $2, changed_in = pg_current_xact_id() where id = $1', [
        community.tenant.id,
        state,
      ]);
    await community.app.get(TenantDirectory).refresh();
  };

  beforeAll(async () => {
    ada = await community.member('ada');
    neighbour = await community.neighbour();
  });

  it('has the files of a community below its number, and their addresses name it', async () => {
    const address = await picture();
    const { id } = community.tenant;
    expect(address).toMatch(new RegExp(`^http://${mediaHost}:3000/t/${id}/public/image/[0-9a-f/-]+\\.png$`));
    const { given } = await publish(address);
    expect(given).toBe(address);
    const answer = await ask(pathTo(address));
    expect([answer.statusCode, answer.headers['content-type'], answer.headers['set-cookie']]).toEqual([
      200,
      'image/png',
      undefined,
    ]);
    expect(answer.headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(await ask(pathTo(address), { method: 'HEAD' })).toMatchObject({ statusCode: 200, body: '' });
    expect((await ask(pathTo(address), { headers: { origin: 'http://elsewhere.example' } })).headers).toMatchObject({
      'access-control-allow-origin': '*',
    });
    const onItsOwn = pathTo(address).replace(`/t/${id}/`, '/media/');
    expect((await ask(onItsOwn, { host: community.host })).statusCode).toBe(200);
    expect((await ask(onItsOwn, { host: neighbour.host })).statusCode).toBe(404);
  });

  it('has the tenant’s number in its path nowhere else', async () => {
    const address = await picture();
    for (const host of [community.host, neighbour.host, 'platform.localhost', 'nobody.localhost'])
      expect([host, (await ask(pathTo(address), { host })).statusCode]).toEqual([host, 404]);
  });

  it('keeps communities apart', async () => {
    const path = pathTo(await picture());
    const { id } = community.tenant;
    const wrong = [
      path.replace(`/t/${id}/`, `/t/${neighbour.tenant.id}/`),
      path.replace(`/t/${id}/`, '/t/999999999/'),
      path.replace(`/t/${id}/`, `/t/${neighbour.tenant.id}/..%2f${id}/`),
      path.replace(`/t/${id}/`, `/t/${neighbour.tenant.id}/t/${id}/`),
      path.replace(`/t/${id}/`, `/t/0${id}/`),
      path.replace(`/t/${id}/`, `/t/${id}.0/`),
      path.replace(`/t/${id}/`, `/t/-${id}/`),
      path.replace(`/t/${id}/`, `/t/99999999999999999999/`),
      path.replace(`/t/${id}/`, '/t//'),
      `/t/${id}`,
      `/t/${id}/`,
      '/t/',
    ];
    for (const url of wrong) expect([url, [400, 404].includes((await ask(url)).statusCode)]).toEqual([url, true]);
    const cleo = await neighbour.member('cleo');
    const { given } = await publish(await picture(cleo), 1, cleo);
    expect((await ask(pathTo(given))).statusCode).toBe(200);
    const moved = pathTo(given).replace(`/t/${neighbour.tenant.id}/`, `/t/${id}/`);
    expect((await ask(moved)).statusCode).toBe(403);
  });

  it('answers nothing else, and no other way', async () => {
    const path = pathTo(await picture());
    const { id } = community.tenant;
    const closed = [
      '/',
      '/v1/posts',
      '/v1',
      '/about',
      '/media/x',
      '/livez',
      '/metrics',
      '/platform/docs',
      '/docs',
      '/favicon.ico',
    ];
    for (const url of [...closed, `/t/${id}/../../v1/posts`]) {
      const { statusCode, body } = await ask(url);
      expect([url, statusCode]).toEqual([url, 404]);
      expect(body).not.toContain(community.tenant.slug);
    }
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      expect([method, (await ask(path, { method })).statusCode]).toEqual([method, 404]);
    expect((await ask('/v1/auth/login', { method: 'POST' })).statusCode).toBe(404);
  });

  it('goes by the state of the community', async () => {
    const path = pathTo(await picture());
    expect((await ask(path)).statusCode).toBe(200);
    for (const [state, status] of [
      ['suspended', 503],
      ['archived', 410],
      ['deleting', 404],
      ['read_only', 200],
    ] as const) {
      await setState(state);
      expect([state, (await ask(path)).statusCode]).toEqual([state, status]);
    }
    await setState('active');
  });

  it('takes what is not for everybody by a signed address', async () => {
    const address = await picture();
    const { id, given } = await publish(address, 1);
    expect(given).toMatch(new RegExp(`^http://${mediaHost}:3000/t/${community.tenant.id}/~[^/]+/public/image/`));
    await later(pathTo(address));
    expect([(await ask(pathTo(given))).statusCode, (await ask(pathTo(address))).statusCode]).toEqual([200, 404]);
    await ada.post('/v1/post/edit', {
      id,
      contents: [
        { content: 'again', type: 2, sort: 100 },
        { content: given, type: 3, sort: 101 },
      ],
      tags: [],
      users: [],
    });
    expect((await ask(pathTo(given))).statusCode).toBe(200);
  });

  it('hands out attachments by their links', async () => {
    const address = (await new Uploader(community.app, ada).file('attachment', zip, 'application/zip')).content;
    expect((await ask(pathTo(address))).statusCode).toBe(403);
    const contents = [
      { content: 'Take it', type: 2, sort: 100 },
      { content: address, type: 7, sort: 101 },
    ];
    const post = (await ada.post('/v1/post', { contents, tags: [], users: [] })) as { contents: { id: number }[] };
    const link = (await ada.get(`/v1/attachment?id=${post.contents[1]!.id}`))['signed_url'] as string;
    expect(link.startsWith(`http://${mediaHost}:3000/t/`)).toBe(true);
    const answer = await ask(link.slice(new URL(link).origin.length));
    expect([answer.statusCode, answer.headers['content-disposition']]).toEqual([
      200,
      expect.stringMatching(/^attachment; /),
    ]);
  });

  it('is where pages may load files from', async () => {
    await publish(await picture());
    const { headers, body } = await ask('/', { host: community.host });
    const policy = headers['content-security-policy'] as string;
    expect(policy).toContain(`img-src 'self' blob: http://${mediaHost}:3000;`);
    expect(policy).toContain(`media-src 'self' blob: http://${mediaHost}:3000;`);
    expect(body).toContain(`src="http://${mediaHost}:3000/t/`);
  });

  it('knows no members: all addresses are signed where a community is theirs alone', async () => {
    const sql = (text: string) => inside(neighbour, () => neighbour.app.get(TenantDatabase).query(text));
    await sql(`insert into setting (key, value) values ('app.members_only', 'true')`);
    await inside(neighbour, () => neighbour.app.get(Cache).forget('site.settings'));
    const dora = await neighbour.member('dora');
    const uploaded = await picture(dora);
    const { given } = await publish(uploaded, 0, dora);
    for (const address of [uploaded, given]) {
      expect(address).toContain(`/t/${neighbour.tenant.id}/~`);
      expect((await ask(pathTo(address))).statusCode).toBe(200);
    }
    const plain = pathTo(given).replace(/~[^/]+\//, '');
    const pass = mediaPass(dora.token!, { secure: false }).split(';')[0]!;
    const held = [{}, { cookie: pass }, { authorization: `Bearer ${dora.token}` }];
    for (const headers of held) expect((await ask(plain, { headers })).statusCode).toBe(401);
    const own = plain.replace(`/t/${neighbour.tenant.id}/`, '/media/');
    const here = held.map((headers) => ask(own, { host: neighbour.host, headers }));
    expect((await Promise.all(here)).map(({ statusCode }) => statusCode)).toEqual([401, 200, 200]);
  });
});
