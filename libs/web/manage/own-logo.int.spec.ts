import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { settingTable } from '#community/site';
import { useCommunity } from '../../../test/support/use-community.js';
import { Visitor } from '../../../test/support/visitor.js';

describe('the pictures of a community, at the desk', () => {
  const community = useCommunity();
  const painted = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#0b7a43' } })
      .png()
      .toBuffer();
  const atDesk = async () => {
    const keeper = await community.owner();
    const desk = new Visitor(community.app, community.host);
    await desk.signIn(keeper.username, keeper.password);
    await desk.open('/manage/look');
    return desk;
  };
  const sourceOf = (visitor: Visitor, selector: string) =>
    visitor.page.root.querySelector(selector)?.getAttribute('src') ?? null;
  const isThere = async (path: string) =>
    (await community.app.inject({ url: path, headers: { host: community.host } })).statusCode === 200;

  it('are chosen with what is typed, shown at once, and taken away', async () => {
    const desk = await atDesk();
    const tagline = { [settingTable.tagline.key]: 'Where herons are' };
    const files = {
      logo: { bytes: await painted(300, 300) },
      wide_logo: { bytes: await painted(400, 100) },
      cover: { bytes: await painted(900, 300) },
    };
    await desk.submit('/manage/look', { ...tagline, [settingTable.wideLogoGround.key]: 'dark' }, files);
    expect([desk.page.status, desk.texts('.toast')]).toEqual([200, ['Saved.']]);
    expect(sourceOf(desk, '.desk-logo img')).toMatch(/^\/icons\/icon192.png\?v=/);
    const brand = desk.page.root.querySelector('.menu .brand .wide-logo')!;
    expect([brand.classNames, brand.querySelector('img')!.getAttribute('alt')]).toEqual([
      'wide-logo on-dark',
      desk.page.root.querySelector('.menu .brand b')!.text,
    ]);
    const guest = new Visitor(community.app, community.host);
    for (const path of ['/', '/about']) {
      expect((await guest.open(path)).body).toContain('Where herons are');
      expect(await isThere(sourceOf(guest, '.masthead img')!)).toBe(true);
      expect(await isThere(sourceOf(guest, '.menu .wide-logo img')!)).toBe(true);
    }
    const [former] = [sourceOf(desk, '.own-cover img')!];
    await desk.submit('/manage/look', {}, { cover: files.cover });
    await community.settle();
    expect(await isThere(former)).toBe(false);
    await desk.submit('/manage/look', { 'logo.remove': '1', 'wide_logo.remove': '1', 'cover.remove': '1' });
    expect(desk.page.root.querySelector('.desk-logo img, .wide-logo img, .masthead img')).toBeNull();
    expect(desk.page.body).toContain('Where herons are');
  });

  it('are refused beside their fields, with all that was typed', async () => {
    const desk = await atDesk();
    const tagline = settingTable.tagline.key;
    const large = Buffer.concat([await painted(8, 8), randomBytes(10 * 1024 * 1024)]);
    const files = { logo: { bytes: Buffer.from('<svg onload="alert(1)"/>') }, cover: { bytes: large } };
    const refused = await desk.submit('/manage/look', { [tagline]: 'Typed' }, files);
    expect([refused.status, desk.texts('#logo-wrong'), desk.texts('#cover-wrong')]).toEqual([
      422,
      ['This is no picture of a kind that can be shown here: JPEG, PNG, GIF or WebP.'],
      ['This picture is too large: it may have 10 MB and 50 million pixels.'],
    ]);
    expect(refused.root.querySelector(`[name="${tagline}"]`)!.getAttribute('value')).toBe('Typed');
  });

  it('are for guests of a community for its members as well, on the pages that they may open', async () => {
    const desk = await atDesk();
    await desk.submit(
      '/manage/look',
      {},
      { wide_logo: { bytes: await painted(400, 100) }, cover: { bytes: await painted(900, 300) } },
    );
    const keeper = await community.owner();
    const isFor = (value: boolean) =>
      keeper.post('/v1/admin/settings/save', { items: [{ key: settingTable.membersOnly.key, value }] });
    await isFor(true);
    const guest = new Visitor(community.app, community.host);
    await guest.open('/about');
    for (const selector of ['.masthead img', '.menu .wide-logo img']) {
      const source = sourceOf(guest, selector)!;
      expect(source).toMatch(/^\/media\/~/);
      expect(await isThere(source)).toBe(true);
    }
    await isFor(false);
  });
});
