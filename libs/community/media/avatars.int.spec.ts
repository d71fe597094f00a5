import sharp from 'sharp';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Person } from '../../../test/support/person.js';
import { Uploader } from '../../../test/support/upload.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('the picture of a member', () => {
  const community = useCommunity();
  const painted = async (background: string) =>
    sharp({ create: { width: 8, height: 8, channels: 3, background } })
      .png()
      .toBuffer();
  const uploads = async (person: Person, type = 'public/avatar') =>
    (await new Uploader(community.app, person).file(type, await painted('teal'), 'image/png')).content;
  const avatarOf = async (person: Person) => (await person.get('/v1/user/info'))['avatar'] as string;
  const choose = (person: Person, avatar: unknown) => person.post('/v1/user/avatar', { avatar });
  const isShown = async (url: string) =>
    (await community.app.inject({ url: new URL(url).pathname, headers: { host: community.host } })).statusCode === 200;
  const uses = async (person: Person) => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () =>
      community.app
        .get(TenantDatabase)
        .query(`select from media_use where subject = 'avatar' and subject_id = $1`, [person.id]),
    );
  };

  it('is one that the member has uploaded; the one before goes', async () => {
    const ada = await community.member('ada');
    const [first, second] = [await uploads(ada), await uploads(ada, 'public/image')];
    expect(await choose(ada, first)).toEqual({});
    expect(await avatarOf(ada)).toBe(first);
    await choose(ada, second);
    await choose(ada, second);
    await community.settle();
    expect(await avatarOf(ada)).toBe(second);
    expect([await isShown(first), await isShown(second)]).toEqual([false, true]);
    expect(await uses(ada)).toHaveLength(1);
    await expect(choose(ada, first)).rejects.toMatchObject({ status: 400, code: 10001 });
    expect(await avatarOf(ada)).toBe(second);
  });

  it('is nobody else’s, no other file, and no other address', async () => {
    const [bob, cleo] = [await community.member('bob'), await community.member('cleo')];
    const own = await uploads(cleo);
    const wav = Buffer.from(`RIFF\u0040\0\0\0WAVEfmt ${'0'.repeat(64)}`, 'latin1');
    const sound = (await new Uploader(community.app, cleo).file('public/audio', wav, 'audio/wav')).content;
    await choose(cleo, own);
    const wrong = [
      await uploads(bob),
      sound,
      own.replace(/\/[^/]+$/, '/none.png'),
      `${own}?x`,
      own.replace('/media/', '/media/../media/'),
      own.replace(community.host, 'elsewhere.example'),
      new URL(own).pathname,
      `http://${community.host}:3000/avatars/1.svg`,
      '',
      'x'.repeat(10_000),
      null,
      7,
      [own],
    ];
    for (const avatar of wrong) await expect(choose(cleo, avatar)).rejects.toMatchObject({ status: 400, code: 10001 });
    await community.settle();
    expect([await avatarOf(cleo), await isShown(own)]).toEqual([own, true]);
  });

  it('is one, whichever of two choices at once comes last', async () => {
    const dan = await community.member('dan');
    const pictures = [await uploads(dan), await uploads(dan), await uploads(dan), await uploads(dan)];
    await Promise.all(pictures.map((picture) => choose(dan, picture)));
    await community.settle();
    const chosen = await avatarOf(dan);
    expect(await uses(dan)).toHaveLength(1);
    for (const picture of pictures) expect(await isShown(picture)).toBe(picture === chosen);
  });

  it('is not a guest’s to choose', async () => {
    await expect(choose(community.guest, 'x')).rejects.toMatchObject({ status: 401, code: 10005 });
  });
});
