import { Config } from '#kernel/config';
import type { Person } from '../../../../test/support/person.js';
import { boundary, formOf, Uploader } from '../../../../test/support/upload.js';
import { type TestCommunity, useCommunity } from '../../../../test/support/use-community.js';
import { testConfig } from '../../../../test/support/worker-cluster.js';

const MiB = 1024 * 1024;
const full = { status: 507, error: 'upload.quota-exceeded' };
const archive = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500, 7)]);

/** What one member's unfinished uploads may hold of the room of all. */
describe.each([
  ['a quarter of the room', 1000, 2],
  ['the largest file where a quarter is less', 300, 1],
])('a member who announces files and sends none holds %s', (_, quota, most) => {
  const config = Object.create(testConfig(), { mediaQuota: { value: quota } }) as Config;
  const first = useCommunity((builder) => builder.overrideProvider(Config).useValue(config));
  let community: TestCommunity; // a new one for each test
  let ada: Person;
  beforeEach(async () => {
    community = await first.neighbour();
    ada = await community.member('ada');
  });

  const announce = (who: Person, size = 100 * MiB) =>
    who.post('/v1/attachment/direct', { type: 'attachment', content_type: 'application/zip', file_size: size });

  it('and others have the rest', async () => {
    for (let count = 0; count < most; count += 1) await announce(ada);
    await expect(announce(ada)).rejects.toMatchObject(full);
    await expect(announce(ada)).rejects.toThrow(`may hold ${Math.max(quota / 4, 100)} MB in all`);
    expect(await ada.get('/v1/attachment/usage')).toMatchObject({ files: most, bytes: most * 100 * MiB });
    await announce(await community.member('bob'));
  });

  it('by however many calls at once', async () => {
    const calls = await Promise.allSettled(Array.from({ length: 6 }, () => announce(ada)));
    expect(calls.filter(({ status }) => status === 'fulfilled')).toHaveLength(most);
  });

  it('with forms and uploads of several requests as well', async () => {
    for (let count = 0; count < most; count += 1) await announce(ada, 100 * MiB - 100);
    const rest = Math.max(quota / 4, 100) * MiB - most * (100 * MiB - 100);
    if (rest > 100) await announce(ada, rest - 100);
    const form = formOf([
      { name: 'type', value: 'attachment' },
      { name: 'file', type: 'application/zip', bytes: archive },
    ]);
    const refused = await new Uploader(community.app, ada).send(form, `multipart/form-data; boundary=${boundary}`);
    expect(refused.status).toBe(507);
    const fields = { type: 'attachment', filetype: 'application/zip' };
    const metadata = Object.entries(fields).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`);
    const { statusCode } = await community.app.inject({
      method: 'POST',
      url: '/v1/uploads',
      headers: {
        ...{ host: ada.host, authorization: `Bearer ${ada.token}` },
        ...{ 'tus-resumable': '1.0.0', 'upload-length': '500', 'upload-metadata': metadata.join(',') },
      },
    });
    expect(statusCode).toBe(507);
  });
});
