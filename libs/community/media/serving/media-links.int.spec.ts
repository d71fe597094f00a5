import { Clock, TenantDatabase } from '#kernel/database';
import { mediaPass } from '#community/identity';
import { type Tenant, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { Uploader } from '../../../../test/support/upload.js';
import { useCommunity, type TestCommunity } from '../../../../test/support/use-community.js';
import { MediaUrls } from '../index.js';

const zip = Buffer.from(`PK\u0003\u0004${'0123456789'.repeat(20)}`, 'latin1');
const wav = Buffer.from(`RIFF\u0040\0\0\0WAVEfmt ${'0123456789'.repeat(20)}`, 'latin1');

class MovedClock extends Clock {
  later = 0;
  override now(): Date {
    return new Date(super.now().getTime() + this.later * 1000);
  }
}

describe('the link to a file that is not for everybody', () => {
  const clock = new MovedClock();
  const community = useCommunity((builder) => builder.overrideProvider(Clock).useValue(clock));
  const read = (
    url: string,
    headers: Record<string, string> = {},
    method: 'GET' | 'HEAD' = 'GET',
    at = community as TestCommunity,
  ) => at.app.inject({ method, url: url.replace(/^https?:\/\/[^/]+/, ''), headers: { host: at.host, ...headers } });
  const tenantOf = async (at: TestCommunity) => (await at.app.get(TenantDirectory).findByHost(at.host)) as Tenant;
  const signed = async (address: string, seconds = 60, at: TestCommunity = community) =>
    tenantScope.run(await tenantOf(at), () => {
      const urls = at.app.get(MediaUrls);
      return urls.signedUrl(urls.keyOf(address)!, seconds);
    });
  let archive: string;

  beforeAll(async () => {
    const ada = new Uploader(community.app, await community.member('ada'));
    archive = (await ada.file('attachment', zip, 'application/zip')).content;
  });
  afterEach(() => (clock.later = 0));

  it('opens it for saving, in whole and in parts, and is not to be kept', async () => {
    const link = await signed(archive);
    expect(link).toMatch(/\/media\/attachment\/[0-9a-f/-]+\.zip\?e=\d{10}&s=[\w-]{43}$/);
    const answer = await read(link);
    expect(answer.rawPayload.equals(zip)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': expect.stringMatching(/^attachment; filename="[0-9a-f-]+\.zip"$/),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(await read(link, { range: 'bytes=0-1' })).toMatchObject({ statusCode: 206, body: 'PK' });
    expect(await read(link, {}, 'HEAD')).toMatchObject({ statusCode: 200, body: '' });
  });

  it('is worth nothing when it is over, for another file, or changed', async () => {
    const ada = new Uploader(community.app, await community.member('ada'));
    const other = (await ada.file('attachment', zip, 'application/zip')).content;
    const link = await signed(archive);
    const query = link.slice(link.indexOf('?'));
    const expires = Number(/e=(\d+)/.exec(query)![1]);
    const wrong = [
      archive,
      other + query,
      `${archive}?e=${expires}`,
      `${archive}?s=${/s=(.*)/.exec(query)![1]}`,
      link.replace(String(expires), String(expires + 1)),
      link.replace(String(expires), `0${expires}`),
      link.replace('s=', 's=A'),
      link.slice(0, -2),
      `${link}&e=${expires}`,
      `${archive}?e[]=${expires}&s[]=x`,
      `${archive.replace(/\/[^/]+$/, '/none.zip')}${query}`,
    ];
    for (const url of wrong) {
      expect([url, (await read(url)).statusCode]).toEqual([url, 403]);
      expect([url, (await read(url, {}, 'HEAD')).statusCode]).toEqual([url, 403]);
    }
    clock.later = 40; // the test itself takes a while
    expect((await read(link)).statusCode).toBe(200);
    clock.later = 61;
    expect((await read(link)).statusCode).toBe(403);
  });

  it('is worth nothing in another community', async () => {
    const there = await community.neighbour();
    const bob = new Uploader(there.app, await there.member('bob'));
    const { content } = await bob.file('attachment', zip, 'application/zip');
    const query = (await signed(archive)).replace(/^[^?]*/, '');
    expect((await read(content + query, {}, 'GET', there)).statusCode).toBe(403);
    const same = (await signed(archive)).replace(/^https?:\/\/[^/]+/, '');
    expect((await read(same, {}, 'GET', there)).statusCode).toBe(403);
    expect((await read(await signed(content, 60, there), {}, 'GET', there)).statusCode).toBe(200);
  });

  it('is needed by nobody but members where the community is theirs alone', async () => {
    const there = await community.neighbour();
    const tenant = await tenantOf(there);
    const query = (sql: string) => tenantScope.run(tenant, () => there.app.get(TenantDatabase).query(sql));
    await query(`insert into setting (key, value) values ('app.members_only', 'true')`);
    const cleo = await there.member('cleo');
    const uploader = new Uploader(there.app, cleo);
    const { content } = await uploader.file('public/audio', wav, 'audio/wav');
    const pass = (token: string) => ({ cookie: `other=1; ${mediaPass(token, { secure: false }).split(';')[0]}` });
    const at = (headers = {}) => read(content, headers, 'GET', there);
    const stranger = await community.member('ada');

    for (const headers of [{}, pass('x.y.z'), pass(stranger.token!), { authorization: `Bearer ${stranger.token}` }])
      expect((await at(headers)).statusCode).toBe(401);
    for (const headers of [pass(cleo.token!), { authorization: `Bearer ${cleo.token}` }]) {
      const answer = await at(headers);
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'private, max-age=3600']);
    }
    const none = content.replace(/\/[^/]+$/, '/none.wav');
    expect((await read(none, {}, 'GET', there)).statusCode).toBe(401);
    expect((await read(none, pass(cleo.token!), 'GET', there)).statusCode).toBe(404);
    const sold = await uploader.file('attachment', zip, 'application/zip');
    expect((await read(sold.content, pass(cleo.token!), 'GET', there)).statusCode).toBe(403);
    expect((await read(await signed(sold.content, 60, there), {}, 'GET', there)).statusCode).toBe(200);
  });
});
