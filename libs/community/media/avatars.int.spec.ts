import sharp from 'sharp';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Member } from '#community/identity';
import { CommunitySettings } from '#community/site';
import type { Person } from '../../../test/support/person.js';
import { Uploader } from '../../../test/support/upload.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { MemberMediaService, SitePicturesService } from './index.js';

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
  const cover = (person: Person, url: unknown) => person.post('/v1/user/cover', { cover: url });
  const within = async <T>(work: () => Promise<T>) => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, work);
  };
  const isShown = async (url: string) =>
    (await community.app.inject({ url: new URL(url).pathname, headers: { host: community.host } })).statusCode === 200;
  const uses = (person: Person) =>
    within(() =>
      community.app
        .get(TenantDatabase)
        .query(`select from media_use where subject = 'avatar' and subject_id = $1`, [person.id]),
    );

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
    for (const route of ['avatar', 'cover'])
      await expect(community.guest.post(`/v1/user/${route}`, { [route]: 'x' })).rejects.toMatchObject({ code: 10005 });
  });

  it('stays beside a cover, which is chosen, replaced and taken away as it is', async () => {
    const eve = await community.member('eve');
    const [avatar, first, second] = [
      await uploads(eve),
      await uploads(eve, 'public/image'),
      await uploads(eve, 'public/image'),
    ];
    const shown = async () =>
      (await community.guest.get('/v1/user/profile?username=eve'))['cover'] as string | undefined;
    await choose(eve, avatar);
    await cover(eve, first);
    expect([await shown(), (await eve.get('/v1/user/info'))['cover']]).toEqual([first, first]);
    await cover(eve, second);
    await choose(eve, second); // one picture for both
    await community.settle();
    expect([await isShown(avatar), await isShown(first), await isShown(second)]).toEqual([false, false, true]);
    expect(await uses(eve)).toHaveLength(2);
    await cover(eve, '');
    await cover(eve, '');
    await community.settle();
    expect([await shown(), await avatarOf(eve), await isShown(second)]).toEqual([undefined, second, true]);
    expect(await uses(eve)).toHaveLength(1);
  });

  it('is as a cover nobody else’s either, and stays one whichever of several choices comes last', async () => {
    const [fay, gil] = [await community.member('fay'), await community.member('gil')];
    const own = await uploads(fay);
    for (const wrong of [own, `${own}?x`, new URL(own).pathname, 'https://example.org/a.png', null, 7])
      await expect(cover(gil, wrong)).rejects.toMatchObject({ status: 400, code: 10001 });
    const pictures = [await uploads(gil), await uploads(gil), await uploads(gil)];
    await Promise.all(pictures.flatMap((picture) => [cover(gil, picture), choose(gil, picture)]));
    await community.settle();
    const { avatar, cover: chosen } = await gil.get('/v1/user/info');
    expect(await uses(gil)).toHaveLength(2);
    for (const picture of pictures) expect(await isShown(picture)).toBe(picture === avatar || picture === chosen);
  });

  it('goes with the cover, and with what the community has of them, when a member is removed', async () => {
    const keeper = await community.owner();
    const [avatar, chosen, logo] = [
      await uploads(keeper),
      await uploads(keeper),
      await uploads(keeper, 'public/image'),
    ];
    await choose(keeper, avatar);
    await cover(keeper, chosen);
    await within(() => community.app.get(SitePicturesService).choose({ id: keeper.id } as Member, logo, 'wideLogo'));
    expect(await within(() => community.app.get(MemberMediaService).removeAllOf(keeper.id))).toBe(3);
    await community.settle();
    expect([await isShown(avatar), await isShown(chosen), await isShown(logo)]).toEqual([false, false, false]);
    expect(await keeper.get('/v1/user/info')).not.toHaveProperty('cover');
    expect((await within(() => community.app.get(CommunitySettings).load())).wideLogo).toBe('');
  });
});
