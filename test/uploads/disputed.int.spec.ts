import { TenantDatabase } from '#kernel/database';
import { PartBuffers } from '../../libs/community/media/resumable/part-buffers.js';
import { ResumableUploadsRepository } from '../../libs/community/media/resumable/resumable-uploads.repository.js';
import { MediaUsageRepository } from '../../libs/community/media/media-usage.repository.js';
import { MediaObjectsService } from '../../libs/community/media/media-objects.service.js';
import { UploadPatience } from '../../libs/community/media/uploads/upload-patience.js';
import { BuiltProcess } from '../support/built-process.js';
import { makeTenant } from '../support/make-tenant.js';
import { Person } from '../support/person.js';
import { testConfig } from '../support/worker-cluster.js';
import { Place, useFolder } from '../support/uploading-place.js';
import { Client, film, filmOf, hashOf, metadataOf, MiB, type Said, said, until } from './uploading.js';

const asIs = <T>(builder: T): T => builder;
const errorOf = ({ status, body }: Said): [number, string] => [status, (JSON.parse(body) as { error: string }).error];

describe('resumable uploads', () => {
  const folder = useFolder();
  let place: Place;
  let one: number;
  let two: number;
  let ada: Person;
  let client: Client;

  beforeAll(async () => {
    place = await Place.open(testConfig(3000, { DATA_DIR: folder, MEDIA_QUOTA_MB: '120' }), [asIs, asIs]);
    [one, two] = place.ports as [number, number];
    ada = await place.member('ada');
    client = new Client(ada);
  });
  afterEach(() => place.clear());
  afterAll(async () => place?.close());

  const usage = () => place.inside(() => place.apps[0]!.get(MediaUsageRepository).find());
  const left = async () => {
    await place.settle();
    return { stored: await place.stored(), usage: await usage() };
  };
  const nothing = { stored: [], usage: { files: 0, bytes: 0 } };
  const viewOf = (path: string) => ada.get(path);
  const readBack = async (path: string) => hashOf(await place.read((await viewOf(path))['content'] as string, ada));
  const finish = async (port: number, path: string, bytes: Buffer) => {
    const offset = await client.offset(port, path);
    expect(await client.patch(port, path, bytes.subarray(offset), offset)).toMatchObject({ status: 204 });
  };

  /** Its first MiB; and then nothing more comes. */
  const begunWith = async (bytes: Buffer) => {
    const path = await client.begin(one, bytes.length);
    const sending = client.opened(one, path, bytes.length, 0).on('error', () => undefined);
    sending.write(bytes.subarray(0, MiB));
    return { path, sending };
  };

  it('go to whoever comes later, over all processes, and lose nothing by it', async () => {
    const bytes = filmOf(12 * MiB);
    const path = await client.begin(one, bytes.length);
    const first = client.opened(one, path, bytes.length, 0);
    const told = said(first);
    first.write(bytes.subarray(0, 9 * MiB));
    await until(async () => ((await viewOf(path))['offset'] as number) > 0);
    const offset = await client.offset(two, path); // which asks for it
    expect(offset).toBeGreaterThan(8 * MiB);
    expect(errorOf(await told)).toEqual([423, 'upload.failed']);
    await finish(two, path, bytes);
    expect(await readBack(path)).toBe(hashOf(bytes));
  });

  it('of two requests at once for the same bytes one at least does the work, and no byte is doubled', async () => {
    const bytes = filmOf(6 * MiB);
    const path = await client.begin(one, bytes.length);
    const answers = await Promise.all(
      [one, two, one, two].map((port) => client.patch(port, path, bytes, 0).catch(() => undefined)),
    );
    for (const answer of answers) expect([204, 409, 423, undefined]).toContain(answer?.status);
    if ((await viewOf(path))['state'] === 'uploading') await finish(one, path, bytes);
    expect(await readBack(path)).toBe(hashOf(bytes));
  });

  it('are as if they were not there for other members, and in other communities', async () => {
    const path = await client.begin(one, 1000);
    const bob = new Client(await place.member('bob'));
    const elsewhere = await makeTenant(undefined, place.apps[0]);
    const stranger = new Client(await new Person(place.apps[0]!, elsewhere.host).register('ada'));
    for (const other of [bob, stranger, new Client(ada)])
      for (const [method, where] of [
        ['HEAD', path],
        ['GET', path],
        ['DELETE', path],
        ['PATCH', path],
      ] as const) {
        const at = other.person === ada ? '/v1/uploads/999999' : where;
        const answer =
          method === 'PATCH' ? await other.patch(two, at, filmOf(1000), 0) : await other.send(two, method, at);
        expect([method, answer.status]).toEqual([method, 404]);
      }
    const guest = new Client(new Person(place.apps[0]!, place.tenant.host));
    expect(errorOf(await guest.announce(one, 1000))).toEqual([401, 'auth.token-invalid']);
    expect(errorOf(await guest.patch(one, path, filmOf(1000), 0))).toEqual([401, 'auth.token-invalid']);
    expect(await client.offset(one, path)).toBe(0);
  });

  it('are refused before anything is sent, when there is no room or they are too large', async () => {
    await client.begin(one, 100 * MiB);
    expect(errorOf(await client.announce(two, 30 * MiB))).toEqual([507, 'upload.quota-exceeded']);
    expect(errorOf(await client.announce(one, 101 * MiB))).toEqual([413, 'upload.too-large']);
    const picture = { type: 'public/image', filetype: 'image/png' };
    expect(errorOf(await client.announce(one, 11 * MiB, picture))).toEqual([413, 'upload.too-large']);
  });

  it('are refused as soon as they are seen to be something else, and are gone', async () => {
    const bytes = Buffer.alloc(20 * MiB, '<script>');
    const path = await client.begin(one, bytes.length);
    expect(await client.patch(one, path, bytes.subarray(0, 100), 0)).toMatchObject({ status: 204 });
    const sending = client.opened(two, path, bytes.length - 100, 100);
    sending.on('error', () => undefined).write(bytes.subarray(100, 70_000)); // all the rest is still to come
    expect(errorOf(await said(sending))).toEqual([415, 'upload.type-refused']);
    sending.destroy();
    expect((await client.send(one, 'HEAD', path)).status).toBe(404);
    const small = await client.begin(one, 50);
    expect(errorOf(await client.patch(one, small, bytes.subarray(0, 50), 0))).toEqual([415, 'upload.type-refused']);
    expect(await left()).toEqual(nothing);
  });

  it('say what is wrong with a request, and never fail', async () => {
    const path = await client.begin(one, 1000);
    const tells = (headers: Record<string, string>) => client.send(one, 'POST', '/v1/uploads', { headers });
    const length = { 'upload-length': '1000' };
    const wrong: [Said, number][] = [
      [await tells({}), 400],
      [await tells({ 'upload-length': '-1' }), 400],
      [await tells({ 'upload-length': '0', 'upload-metadata': metadataOf(film) }), 400],
      [await tells(length), 400],
      [await tells({ ...length, 'upload-metadata': 'type %%%' }), 400],
      [await tells({ ...length, 'upload-metadata': metadataOf({ ...film, type: '../../etc' }) }), 400],
      [await tells({ ...length, 'upload-metadata': metadataOf({ ...film, filetype: 'text/html' }) }), 415],
      [await tells({ ...length, 'upload-metadata': metadataOf({ ...film, description: '\u0000' }) }), 400],
      [await tells({ 'upload-defer-length': '1', 'upload-metadata': metadataOf(film) }), 501],
      [await new Client(ada, { 'tus-resumable': '0.2.1' }).announce(one, 1000), 412],
      [await new Client(ada, { 'tus-resumable': '' }).announce(one, 1000), 412],
      [await client.patch(one, path, filmOf(100), 5), 409],
      [await client.patch(one, path, filmOf(1001), 0), 413],
      [
        await client.send(one, 'PATCH', path, {
          headers: { 'content-type': 'application/json' },
          body: Buffer.from('{}'),
        }),
        400,
      ],
      [
        await client.send(one, 'PATCH', '/v1/uploads/%00', {
          headers: { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
        }),
        400,
      ],
      [
        await client.send(one, 'PATCH', '/v1/uploads/1e3', {
          headers: { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
        }),
        404,
      ],
    ];
    for (const [answer, status] of wrong) {
      expect(answer).toMatchObject({ status });
      expect(errorOf(answer)[1]).toEqual(expect.stringMatching(/^(request|upload)\./));
    }
    expect(await client.offset(one, path)).toBe(0);
  });

  it('are told about to whoever asks, from other origins as well', async () => {
    const { status, headers } = await client.send(one, 'OPTIONS', '/v1/uploads');
    expect({ status, ...headers }).toMatchObject({
      ...{ status: 204, 'tus-version': '1.0.0', 'tus-max-size': String(100 * MiB) },
      'tus-extension': 'creation,creation-with-upload,termination,expiration',
    });
    const origin = { origin: 'https://elsewhere.example' };
    const preflight = { ...origin, 'access-control-request-method': 'PATCH' };
    const asked = await client.send(one, 'OPTIONS', '/v1/uploads/1', { headers: preflight });
    expect(asked.headers['access-control-allow-headers']).toContain('Upload-Offset');
    const heard = await new Client(ada, origin).announce(one, 1000);
    expect(heard.headers).toMatchObject({
      ...{ 'access-control-allow-origin': '*', location: expect.stringMatching(/^\/v1\/uploads\/\d+$/) },
      'access-control-expose-headers': expect.stringContaining('Upload-Content'),
    });
  });

  it('can come with the request that announces them', async () => {
    const bytes = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(5000)]);
    const fields = { type: 'attachment', filetype: 'application/zip' };
    const { status, headers, body } = await client.send(one, 'POST', '/v1/uploads', {
      headers: {
        ...{ 'upload-length': String(bytes.length), 'upload-metadata': metadataOf(fields) },
        ...{ 'content-type': 'application/offset+octet-stream', 'content-length': String(bytes.length) },
      },
      body: bytes,
    });
    expect({ status, offset: headers['upload-offset'] }).toEqual({ status: 201, offset: String(bytes.length) });
    const { data } = JSON.parse(body) as { data: unknown };
    expect(data).toMatchObject({ state: 'ready', length: bytes.length, content: headers['upload-content'] });
    expect(await viewOf(headers.location!)).toEqual(data);
    expect(errorOf(await client.send(one, 'DELETE', headers.location!))).toEqual([400, 'request.invalid']);
  });

  it('leave nothing when they are given up, even while bytes come', async () => {
    const bytes = filmOf(15 * MiB);
    const path = await client.begin(one, bytes.length);
    const sending = client.opened(one, path, bytes.length, 0);
    sending.on('error', () => undefined).write(bytes.subarray(0, 10 * MiB));
    await until(async () => ((await viewOf(path))['offset'] as number) > 0);
    expect(await client.send(two, 'DELETE', path)).toMatchObject({ status: 204, body: '' });
    sending.destroy();
    expect((await client.send(one, 'HEAD', path)).status).toBe(404);
    expect(await left()).toEqual(nothing);
  });

  it('wait for a day, and leave nothing then', async () => {
    const bytes = filmOf(12 * MiB);
    const path = await client.begin(one, bytes.length);
    await client.patch(one, path, bytes.subarray(0, 11 * MiB), 0);
    const sweep = () =>
      place.inside(() => {
        const [db, objects] = [place.apps[0]!.get(TenantDatabase), place.apps[0]!.get(MediaObjectsService)];
        return db.transaction(() => objects.removeAbandoned(0));
      });
    await place.sql(`update media_object set created_at = now() - interval '3 days'`);
    await sweep();
    expect(await client.offset(two, path)).toBe(11 * MiB);
    expect((await place.stored()).length).toBeGreaterThan(1);
    await place.sql(
      `update media_object set upload = upload || jsonb_build_object('expires', now() - interval '1 minute')`,
    );
    expect(errorOf(await client.patch(two, path, bytes.subarray(11 * MiB), 11 * MiB))).toEqual([
      410,
      'request.not-found',
    ]);
    await sweep();
    expect((await client.send(two, 'HEAD', path)).status).toBe(404);
    expect(await left()).toEqual(nothing);
  });

  it('go on from what was noted, when a process dies before it has noted what it stored', async () => {
    const bytes = filmOf(20 * MiB);
    const path = await client.begin(one, bytes.length);
    await client.patch(one, path, bytes.subarray(0, 9 * MiB), 0);
    const leases = place.apps[0]!.get(ResumableUploadsRepository);
    let isDead = false;
    const never = () => new Promise(() => (isDead = true));
    Object.assign(leases, { note: never, giveBack: never });
    const sending = client.opened(one, path, 11 * MiB, 9 * MiB);
    sending.on('error', () => undefined).end(bytes.subarray(9 * MiB));
    await until(() => isDead);
    sending.destroy();
    expect(await client.offset(two, path)).toBe(9 * MiB);
    for (const name of ['note', 'giveBack']) Reflect.deleteProperty(leases, name);
    await finish(two, path, bytes);
    expect(await readBack(path)).toBe(hashOf(bytes));
  });

  it('go on elsewhere when their process is killed', async () => {
    const bytes = filmOf(20 * MiB);
    const killed = await BuiltProcess.start('api', { DATA_DIR: folder });
    const path = await client.begin(killed.port, bytes.length);
    const sending = client.opened(killed.port, path, bytes.length, 0);
    sending.on('error', () => undefined).write(bytes.subarray(0, 18 * MiB));
    await until(async () => ((await viewOf(path))['offset'] as number) >= 8 * MiB);
    killed.kill('SIGKILL');
    await killed.ended;
    expect(await client.offset(two, path)).toBeGreaterThanOrEqual(8 * MiB);
    await finish(one, path, bytes);
    expect(await readBack(path)).toBe(hashOf(bytes));
  }, 60_000);

  it('do not wait for others who send nothing', async () => {
    const bytes = filmOf(2 * MiB);
    Object.assign(place.apps[0]!.get(PartBuffers), { tenure: 100 });
    const still = await Promise.all(Array.from({ length: 10 }, () => begunWith(bytes)));
    await finish(one, await client.begin(one, bytes.length), bytes);
    for (const { path } of still) expect((await viewOf(path))['state']).toBe('uploading');
    for (const { sending } of still) sending.destroy();
    for (const { path } of still) expect(await client.offset(two, path)).toBe(MiB);
  });

  it('are cut when nothing comes any more, and keep what came', async () => {
    const patience = place.apps[0]!.get(UploadPatience);
    Object.assign(patience, { milliseconds: 100 });
    const { path, sending } = await begunWith(filmOf(2 * MiB));
    await new Promise((resolve) => sending.on('close', resolve));
    Object.assign(patience, { milliseconds: 30_000 });
    expect(await client.offset(two, path)).toBe(MiB);
  });
});
