import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '#kernel/config';
import { TenantDatabase } from '#kernel/database';
import { TenantObjects } from '#kernel/objects';
import { type Tenant, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Answer } from '../../../../test/support/person.js';
import { listenAnywhere } from '../../../../test/support/raw-request.js';
import { boundary, formOf, Uploader } from '../../../../test/support/upload.js';
import { type TestCommunity, useCommunity } from '../../../../test/support/use-community.js';
import { testConfig } from '../../../../test/support/worker-cluster.js';

const MB = 1024 * 1024;
const archive = (size: number) => Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(size - 4)]);
const full = { code: 10203, error: 'upload.quota-exceeded' };

describe('the room that a community has for files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paopao-quota-'));
  const settings = { dataDir: { value: folder }, mediaQuota: { value: 1 } };
  const config = Object.create(testConfig(), settings) as Config;
  const first = useCommunity((builder) => builder.overrideProvider(Config).useValue(config));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  let community: TestCommunity; // a new one for each test
  let tenant: Tenant;
  let port: number;
  beforeAll(async () => {
    port = await listenAnywhere(first.app);
  });
  beforeEach(async () => {
    community = await first.neighbour();
    tenant = (await community.app.get(TenantDirectory).findByHost(community.host))!;
  });

  const query = (sql: string): Promise<Record<string, unknown>[]> =>
    tenantScope.run(tenant, () => community.app.get(TenantDatabase).query(sql));
  const usage = () =>
    query('select member_id, files, bytes from media_usage where files <> 0 or bytes <> 0 order by 1');
  const rows = () => query('select size, bytes, state from media_object order by id');
  const stored = () =>
    tenantScope.run(tenant, async () => {
      let count = 0;
      for await (const { key } of community.app.get(TenantObjects).list()) count += key.length > 0 ? 1 : 0;
      return count;
    });
  const uploader = async (name: string) => new Uploader(community.app, await community.member(name));
  const said = ({ status, body }: Answer) => ({ status, ...(JSON.parse(body) as { code: number; error?: string }) });
  const form = (size: number) =>
    formOf([
      { name: 'type', value: 'attachment' },
      { name: 'file', type: 'application/zip', bytes: archive(size) },
    ]);
  const until = async (condition: () => Promise<boolean>) => {
    for (let turn = 0; turn < 500; turn += 1) {
      if (await condition()) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('It does not come to pass.');
  };

  it('is booked for the member and the community, byte for byte', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    for (const [who, size] of [
      [ada, 1000],
      [ada, 2000],
      [bob, 4000],
    ] as const)
      await new Uploader(community.app, who).file('attachment', archive(size), 'application/zip');
    expect(await usage()).toEqual([
      { member_id: 0, files: 3, bytes: 7000 },
      { member_id: ada.id, files: 2, bytes: 3000 },
      { member_id: bob.id, files: 1, bytes: 4000 },
    ]);
    expect((await rows()).map(({ bytes, state }) => [bytes, state])).toEqual([
      [1000, 'ready'],
      [2000, 'ready'],
      [4000, 'ready'],
    ]);
    expect(await ada.get('/v1/attachment/usage')).toEqual({ files: 2, bytes: 3000, is_full: false });
  });

  it('is never exceeded, however many uploads come at once, and what is refused leaves nothing', async () => {
    const size = 100_000; // ten of them fit, with their forms
    const uploaders = await Promise.all(['ada', 'bob', 'cleo', 'dan'].map(uploader));
    const sent = Array.from({ length: 20 }, (_, index) => uploaders[index % 4]!.send(form(size)));
    const answers = (await Promise.all(sent)).map(said);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(10);
    for (const answer of refused) expect(answer).toMatchObject({ status: 507, ...full });
    expect((await usage())[0]).toEqual({ member_id: 0, files: 10, bytes: 10 * size });
    expect(await rows()).toHaveLength(10);
    expect(await stored()).toBe(10);
  });

  it('is held for a file while it comes, by what its form is long, and given back as it was needed', async () => {
    const ada = await community.member('ada');
    const whole = form(MB - 1000);
    const socket = connect({ port, host: '127.0.0.1' }).on('error', () => undefined);
    socket.write(
      [
        'POST /v1/attachment HTTP/1.1',
        `Host: ${community.host}`,
        `Authorization: Bearer ${ada.token}`,
        `Content-Type: multipart/form-data; boundary=${boundary}`,
        `Content-Length: ${whole.length}`,
        '\r\n',
      ].join('\r\n'),
    );
    socket.write(whole.subarray(0, MB / 2));
    await until(async () => (await rows()).length > 0);
    expect(await rows()).toEqual([{ size: 0, bytes: whole.length, state: 'uploading' }]);
    expect((await usage())[0]).toEqual({ member_id: 0, files: 1, bytes: whole.length });
    const bob = await uploader('bob');
    const refused = said(await bob.send(form(2000)));
    expect(refused).toMatchObject({
      status: 507,
      ...full,
      details: ['the files of this community take 1 of 1 MB, so that 1 MB more do not fit'],
    });
    const answer = new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(bytes.toString())));
    socket.write(whole.subarray(MB / 2));
    expect(await answer).toContain('"code":0');
    socket.destroy();
    expect((await usage())[0]).toEqual({ member_id: 0, files: 1, bytes: MB - 1000 });
    expect(said(await bob.send(form(2000)))).toMatchObject({ status: 507 });
    expect(said(await bob.send(form(500)))).toMatchObject({ status: 200 });
  });

  it('is given back by what is refused or breaks', async () => {
    const ada = await uploader('ada');
    await ada.send(form(1000).subarray(0, 900));
    await ada.attempt(
      'public/image',
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(300)]),
      'image/png',
    );
    await ada.attempt('attachment', archive(MB + 1), 'application/zip');
    expect([await usage(), await rows(), await stored()]).toEqual([[], [], 0]);
    const whole = said(await ada.attempt('attachment', archive(MB - 1000), 'application/zip'));
    expect(whole).toMatchObject({ status: 200 });
  });

  it('tells members when it is used up', async () => {
    const ada = await uploader('ada');
    const bob = await community.member('bob');
    const form = formOf([
      { name: 'type', value: 'attachment' },
      { name: 'file', type: 'application/zip', bytes: archive(MB - 1000) },
    ]);
    expect(said(await ada.send(form))).toMatchObject({ status: 200 });
    await query('update media_usage set bytes = bytes + 1000');
    expect(await bob.get('/v1/attachment/usage')).toEqual({ files: 0, bytes: 0, is_full: true });
  });
});
