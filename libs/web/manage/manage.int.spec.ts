import { settingTable } from '#community/site';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { Visitor } from '../../../test/support/visitor.js';

describe('the desk of an owner', () => {
  const community = useCommunity();
  let keeper: Person;
  let desk: Visitor;
  beforeAll(async () => {
    keeper = await community.owner();
    desk = new Visitor(community.app, community.host);
    await desk.signIn(keeper.username, keeper.password);
  });
  const guest = (language?: string) => new Visitor(community.app, community.host, language);

  it('is the administrators’: others are told so, and guests to sign in', async () => {
    const ada = await community.member('ada');
    const reader = guest();
    await reader.signIn(ada.username, ada.password);
    for (const path of [
      '',
      '/look',
      '/texts',
      '/texts/about',
      '/joining',
      '/members',
      `/members/${ada.id}/administrator`,
      `/members/${ada.id}/suspend`,
      '/people',
      '/topics',
      '/usage',
      '/look/shades',
      '/settings',
      '/settings/posts',
    ]) {
      expect((await reader.open(`/manage${path}`)).status).toBe(403);
      expect((await guest().open(`/manage${path}`)).path).toBe(`/sign-in?next=%2Fmanage${encodeURIComponent(path)}`);
      expect((await desk.open(`/manage${path}`)).status).toBe(200);
    }
    for (const path of [
      '/settings/nothing',
      '/texts/nothing',
      '/settings/look',
      '/members/999999/suspend',
      '/topics?page=9',
    ]) {
      expect((await desk.open(`/manage${path}`)).status).toBe(404);
    }
  });

  it('shows how the community stands, and what the first days are for until it is done', async () => {
    const left = () => desk.texts('.desk-steps a');
    const figures = () => {
      const shown = desk.texts('.desk-figures dd');
      return desk.texts('.desk-figures dt').map((name, at) => `${shown[at]} ${name}`);
    };
    await desk.open('/manage');
    expect(figures().slice(0, 3)).toEqual([
      '2 Members +2 this week',
      '0 Public posts +0 this week',
      '0 Writers this week',
    ]);
    expect(figures().at(-1)).toMatch(/^0 kB Files of .*\d/);
    expect(desk.texts('.desk-address')[0]).toBe(`http://${community.host}:3000/sign-up`);
    expect(left()).toContain('Say in one line what it is');
    expect(left()).not.toContain('Invite people'); // somebody is there
    const count = left().length;
    await desk.open('/manage/look');
    await desk.submit('Save', { 'look.tagline': 'Birds of the city' });
    await keeper.posts('Hello');
    await desk.open('/manage');
    expect(left()).toHaveLength(count - 2);
    expect(figures().slice(1, 3)).toEqual(['1 Public posts +1 this week', '1 Writers this week']);
  });

  it('has every setting in one place, and saves each part alone', async () => {
    const found: string[] = [];
    for (const path of [
      'look',
      'joining',
      ...['posts', 'people', 'wallet', 'footer', 'technical'].map((one) => `settings/${one}`),
    ]) {
      const { root } = await desk.open(`/manage/${path}`);
      const fields = root.querySelectorAll('.settings .field [name]').map((field) => field.getAttribute('name')!);
      found.push(...fields.filter((name) => name.includes('.') && !name.endsWith('.remove')));
      expect(desk.texts('label').filter((label) => label === '')).toEqual([]);
    }
    const onPagesOfTheirOwn = ['look.suggested_members', 'look.featured_topics', 'look.unlisted_topics'];
    expect([...found, ...onPagesOfTheirOwn].toSorted()).toEqual(
      Object.values(settingTable)
        .map(({ key }) => key as string)
        .toSorted(),
    );
    await desk.open('/manage/settings/posts');
    const page = await desk.submit('Save', {
      'web_profile.default_tweet_max_length': '1500',
      'app.max_comment_count': '50',
    });
    expect([page.status, page.path, desk.texts('.toast')]).toEqual([200, '/manage/settings/posts', ['Saved.']]);
    expect(await community.guest.get('/v1/site/profile')).toMatchObject({
      default_tweet_max_length: 1500,
      allow_tweet_video: true,
      use_friendship: true,
    });
  });

  it('says beside the field what is wrong, keeps what was typed and saves none of it', async () => {
    await desk.open('/manage/settings/technical');
    const typed = { 'app.time_zone': 'Middle/Earth', 'app.default_page_size': 'many', 'app.max_page_size': '50' };
    const { status, root } = await desk.submit('Save', typed);
    expect(status).toBe(422);
    expect(desk.texts('.field .wrong')).toEqual([
      'Time zone must be the name of a time zone, such as Asia/Shanghai.',
      'Rows of a page must be a whole number from 1 to 1000.',
    ]);
    expect(root.getElementById('app.max_page_size')!.getAttribute('value')).toBe('50');
    await desk.open('/manage/settings/posts');
    await desk.submit('Save', { 'web_profile.tweet_web_ellipsis_size': '1501' });
    expect(desk.texts('.field .wrong')).toEqual(['Folding on a desktop must not exceed the length of a post.']);
    const { items } = await keeper.get('/v1/admin/settings/values');
    expect((items as Record<string, unknown>[]).find(({ key }) => key === 'app.max_page_size')).toMatchObject({
      value: 100,
    });
  });

  it('speaks Chinese of it, too', async () => {
    const reader = guest('zh-CN');
    await reader.signIn(keeper.username, keeper.password);
    await reader.open('/manage/settings/technical');
    await reader.submit('保存', { 'app.default_page_size': '0' });
    expect(reader.texts('.field .wrong')).toEqual(['默认分页大小必须是 1 到 1000 之间的整数。']);
    await reader.open('/manage/look');
    expect(reader.texts('h2')).toEqual(expect.arrayContaining(['名称与图标', '颜色与样式']));
  });

  it('shows no secret, keeps it while nothing is typed, and takes it away when told to', async () => {
    const key = 'alipay.private_key';
    const isSet = async () => {
      const { items } = await keeper.get('/v1/admin/settings/values');
      return (items as Record<string, unknown>[]).find((item) => item['key'] === key)!['configured'];
    };
    await desk.open('/manage/settings/wallet');
    const { body } = await desk.submit('Save', { [key]: 'between us' });
    expect(body).not.toContain('between us');
    expect(body).toContain('There is one; it is shown to nobody.');
    await desk.submit('Save', { 'app.attachment_income_rate': '0.5' });
    expect(await isSet()).toBe(true);
    await desk.submit('Save', { [`${key}.remove`]: '1' });
    expect(await isSet()).toBe(false);
  });

  it('shows what would become of colours while they are chosen, and keeps nothing of it', async () => {
    const shades = async (query: Record<string, string>) =>
      (await desk.open(`/manage/look/shades?${new URLSearchParams({ language: 'en', ...query })}`)).body;
    const chosen = await shades({ 'look.accent': '#ffe000', 'look.corners': 'square' });
    expect(chosen).toContain('so that it can be read');
    expect(chosen.match(/rx="2"/g)!.length).toBeGreaterThan(2);
    expect(await shades({ 'look.accent': '#ffe000', language: 'zh-CN' })).toContain('已调整以便看清');
    const usual = await shades({ 'look.accent': '"><script>alert(1)</script>', 'look.corners': 'x' });
    expect(usual).toContain('#0b7a43');
    expect(usual).not.toContain('<script');
    expect((await desk.open('/manage')).body).not.toContain('look-ffe000');
  });

  it('changes the colours, shows what becomes of them, and brings the usual ones back', async () => {
    await desk.open('/manage/look');
    const { body } = await desk.submit('Save', { 'look.accent': '#FFE000', 'look.corners': 'square' });
    expect(body).toContain('/assets/look-ffe000-square.css');
    expect(desk.texts('.desk-shades p')[0]).toMatch(/^.*Light #\w{6}, so that it can be read$/);
    await desk.submit('Save', { 'look.accent': 'red"><script>' });
    expect(desk.texts('.field .wrong')).toEqual(['Accent must be a colour such as #0b7a43.']);
    await desk.open('/manage/look');
    expect((await desk.submit('Back to the usual green')).body).toContain('/assets/look-usual-square.css');
  });
});

describe('what owners write at their desk', () => {
  const community = useCommunity();
  let desk: Visitor;
  beforeAll(async () => {
    const keeper = await community.owner();
    desk = new Visitor(community.app, community.host);
    await desk.signIn(keeper.username, keeper.password);
  });

  it('stands on its page, and counts its versions', async () => {
    await desk.open('/manage/texts/rules?start=ours');
    expect(desk.texts('textarea')[0]).toContain('Be kind.');
    await desk.open('/manage/texts/rules');
    const page = await desk.submit('Save', { body: '# Wade quietly\n\n<b>No shouting</b>' });
    expect([page.path, desk.texts('.toast')]).toEqual(['/manage/texts/rules', ['Saved.']]);
    await desk.open('/manage/texts');
    expect(desk.texts('.desk-state')[1]).toMatch(/^Version 1, /);
    const reader = new Visitor(community.app, community.host);
    await reader.open('/rules');
    expect(reader.texts('.prose')[0]).toContain('<b>No shouting</b>');
  });

  it('is refused when it is too long, and stays there to be made shorter', async () => {
    await desk.open('/manage/texts/about');
    const { status } = await desk.submit('Save', { body: 'x'.repeat(20_001) });
    expect(status).toBe(422);
    expect(desk.texts('.field .wrong')).toEqual(['It can have at most 20K characters.']);
    expect(desk.texts('textarea')[0]).toHaveLength(20_001);
  });
});

describe('members at the desk', () => {
  const community = useCommunity();
  let keeper: Person;
  let desk: Visitor;
  /** Where a link of the open page leads, by a part of its path. */
  const pathIn = (selector: string, part: string): string =>
    desk.page.root.querySelector(`${selector} a[href*="/${part}"]`)!.getAttribute('href')!.replaceAll('&amp;', '&');
  beforeAll(async () => {
    keeper = await community.owner();
    desk = new Visitor(community.app, community.host);
    await desk.signIn(keeper.username, keeper.password);
  });

  it('are found by name, suspended and let back in, where one was in the list', async () => {
    const [ada] = [await community.member('ada'), await community.member('bob')];
    await desk.open('/manage/members');
    expect(desk.texts('.desk-members .row b').filter((name) => /^(ada|bob)$/.test(name))).toEqual(['bob', 'ada']);
    await desk.submit('/manage/members', { q: 'AD' });
    expect(desk.texts('.desk-members .open')).toEqual(['ada']);
    await desk.open(`/manage/members/${ada.id}/suspend?q=AD`);
    expect(desk.texts('h1')).toEqual(['Suspend ada?']);
    const page = await desk.submit('Suspend');
    expect([page.path, desk.texts('.desk-mark'), desk.texts('.toast')]).toEqual([
      '/manage/members?q=AD',
      ['Suspended'],
      ['Done.'],
    ]);
    await desk.open('/manage/members?among=suspended');
    expect(desk.texts('.desk-members .open')).toEqual(['ada']);
    await desk.open('/manage/members?q=AD');
    await expect(ada.posts('Hello')).rejects.toMatchObject({ code: 20006 });
    await desk.submit('Let them take part again');
    await ada.posts('Hello again');
  });

  it('are made administrators and back; nobody does so to themselves', async () => {
    const cleo = await community.member('cleo');
    await desk.open('/manage/members?q=cleo');
    await desk.open(pathIn('.desk-members', 'administrator'));
    expect(desk.texts('.desk-points li')).toHaveLength(4);
    await desk.submit('Make an administrator');
    expect(desk.page.path).toBe('/manage/members?q=cleo');
    expect(desk.texts('.desk-mark')).toEqual(['Administrator']);
    expect(await cleo.get('/v1/user/info')).toMatchObject({ is_admin: true });
    await desk.submit('No longer an administrator');
    expect(desk.texts('.desk-mark')).toEqual([]);
    await desk.open(`/manage/members?q=${keeper.username}`);
    expect(desk.texts('.desk-members .pop')).toEqual([]);
  });

  it('always have an administrator: the last one cannot go, nor be sent by a form that is out of date', async () => {
    await desk.open(`/manage/members/${keeper.id}/suspend`);
    expect(desk.texts('.note')).toEqual(['Nobody decides this about themselves: so there is always an administrator.']);
    expect(desk.page.root.querySelectorAll('.desk-decision form')).toEqual([]);
    const eve = await community.member('eve');
    await desk.open(`/manage/members/${eve.id}/suspend`);
    for (const fields of [
      { id: String(keeper.id), status: '2' },
      { id: String(eve.id), status: '3' },
    ]) {
      expect((await desk.submit('Suspend', fields)).status).toBe(422);
      expect(desk.texts('.alert')).toHaveLength(1);
      await desk.open(`/manage/members/${eve.id}/suspend`);
    }
    expect(await keeper.get('/v1/user/info')).toMatchObject({ is_admin: true, status: 1 });
  });

  it('say why something is refused, above the list', async () => {
    const dan = await community.member('dan');
    await desk.open(`/manage/members/${dan.id}/suspend?q=dan`);
    await keeper.post('/v1/admin/user/role', { id: dan.id, is_admin: true }); // meanwhile
    const { status } = await desk.submit('Suspend');
    expect(status).toBe(422);
    expect(desk.texts('.alert')[0]).toBeTruthy();
    await desk.open(`/manage/members/${dan.id}/suspend?q=dan`);
    expect(desk.texts('.note')[0]).toContain('dan is an administrator.');
    expect((await desk.open('/manage/members?q=%3Cscript%3E&before=x')).status).toBe(200);
    expect(desk.texts('.empty h2')).toEqual(['Nobody is called that']);
  });
});
