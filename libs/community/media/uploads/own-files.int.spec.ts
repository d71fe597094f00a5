import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Person } from '../../../../test/support/person.js';
import { formOf, type FormPart, Uploader } from '../../../../test/support/upload.js';
import { type TestCommunity, useCommunity } from '../../../../test/support/use-community.js';

const bytes = Buffer.concat([Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)]);
const type = { name: 'type', value: 'attachment' };
const file = { name: 'file', type: 'application/zip', bytes };
const described = (value: string) => ({ name: 'description', value });

describe('the files of a member', () => {
  const community = useCommunity();

  const send = async (who: Person, ...parts: FormPart[]) => {
    const { status, body } = await new Uploader(community.app, who).send(formOf(parts));
    const { data, ...refusal } = JSON.parse(body) as {
      data?: { content: string; description: string };
      error?: string;
    };
    return { status, data: data!, ...refusal };
  };
  const uploads = async (who: Person) => (await send(who, type, file)).data.content;
  const describes = (who: Person, content: unknown, description: unknown) =>
    who.post('/v1/attachment/description', { content, description });
  const descriptionOf = async (url: string, at: TestCommunity = community) => {
    const tenant = await at.app.get(TenantDirectory).findByHost(at.host);
    const path = new URL(url).pathname.replace('/media/', '');
    const sql = `select description from media_object where key like '%' || $1`;
    const [row] = await tenantScope.run(tenant!, () => at.app.get(TenantDatabase).query(sql, [path]));
    return row?.['description'] as string | undefined;
  };

  it('are described as they are uploaded, wherever the form says so', async () => {
    const ada = await community.member('ada');
    const heron = described(' A heron 鹭 ');
    for (const parts of [
      [heron, type, file],
      [type, heron, file],
      [type, file, heron],
      [file, heron, type],
    ]) {
      const { data } = await send(ada, ...parts);
      expect(data).toMatchObject({ state: 'ready', description: 'A heron 鹭' });
      expect(await descriptionOf(data.content)).toBe('A heron 鹭');
    }
    expect((await send(ada, type, file)).data).toMatchObject({ description: '' });
    expect((await send(ada, type, described('鹭'.repeat(1000)), file)).data.description).toHaveLength(1000);
  });

  it('are described by texts of at most 1000 characters', async () => {
    const ada = await community.member('ada');
    const refused = { status: 400, error: 'request.invalid' };
    for (const text of ['x'.repeat(1001), '鹭'.repeat(1001), 'x'.repeat(300_000), 'a\0b'])
      for (const parts of [
        [type, described(text), file],
        [type, file, described(text)],
      ])
        expect(await send(ada, ...parts)).toMatchObject(refused);
    const url = await uploads(ada);
    for (const text of ['x'.repeat(1001), 'a\0b', null, 7, ['x']])
      await expect(describes(ada, url, text)).rejects.toMatchObject(refused);
    expect(await descriptionOf(url)).toBe('');
  });

  it('are described anew, also by nothing', async () => {
    const ada = await community.member('ada');
    const url = await uploads(ada);
    expect(await describes(ada, url, ' Herons ')).toEqual({ description: 'Herons' });
    expect(await descriptionOf(url)).toBe('Herons');
    expect(await describes(ada, url, '')).toEqual({ description: '' });
    expect(await descriptionOf(url)).toBe('');
  });

  it('are nobody else’s to describe: others are told the same as of files that do not exist', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const own = await uploads(ada);
    const there = await community.neighbour();
    const stranger = new Uploader(there.app, await there.member('ada'));
    const { content: foreign } = await stranger.file('attachment', bytes, 'application/zip');
    const none = own.replace(/[0-9a-f]{12}\.zip$/, '000000000000.zip');
    for (const [who, url] of [
      [bob, own],
      [bob, none],
      [ada, foreign],
      [ada, foreign.replace(there.host, community.host)],
      [ada, `${own}?x`],
      [ada, own.replace('/media/', '/media/../media/')],
      [ada, '../../etc/passwd'],
    ] as const)
      await expect(describes(who, url, 'Mine')).rejects.toMatchObject({ status: 404, error: 'request.not-found' });
    expect([await descriptionOf(own), await descriptionOf(foreign, there)]).toEqual(['', '']);
    await expect(describes(community.guest, own, 'Mine')).rejects.toMatchObject({ status: 401 });
  });

  it('are counted for their owner, and for nobody else', async () => {
    const [dan, eve] = [await community.member('dan'), await community.member('eve')];
    for (let time = 0; time < 3; time += 1) await uploads(dan);
    expect(await dan.get('/v1/attachment/usage')).toEqual({ files: 3, bytes: 3 * bytes.length, is_full: false });
    expect(await eve.get('/v1/attachment/usage')).toEqual({ files: 0, bytes: 0, is_full: false });
    await expect(community.guest.get('/v1/attachment/usage')).rejects.toMatchObject({ status: 401 });
  });
});
