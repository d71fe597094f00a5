import { settingTable } from '#community/site';
import { Person } from '../../../../test/support/person.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

describe('joining with a browser', () => {
  const community = useCommunity();
  const visitor = (language = 'en') => new Visitor(community.app, community.host, language);
  const password = 'four tall grey herons';
  const choose = async (name: 'allowUserRegister' | 'membersOnly', value: boolean) => {
    const keeper = await community.owner();
    await keeper.post('/v1/admin/settings/save', { items: [{ key: settingTable[name].key, value }] });
  };

  it('says first what is asked, signs in, and begins the first run', async () => {
    const reader = visitor();
    await reader.open('/sign-up');
    expect(reader.texts('.field .help')).toEqual([
      expect.stringContaining('3 to 12 letters and digits'),
      expect.stringContaining('6 to 128 characters'),
    ]);
    const page = await reader.submit('/sign-up', { username: 'heron', password });
    expect([page.status, page.path]).toEqual([200, '/welcome']);
    expect(reader.texts('.toast')).toEqual(['Welcome! You are a member now.']);
    expect(reader.texts('.own-name .muted')).toContain('@heron');
    expect((await new Person(community.app, community.host).login('heron', password)).id).toBeGreaterThan(0);
    await reader.open('/sign-up');
    expect(reader.texts('.sheet p')[0]).toBe('You are signed in as heron.');
  });

  it.each([
    ['a name that is taken', { username: 'ADA', password }, 'username', 'This username is taken.'],
    ['a short name', { username: 'ab', password }, 'username', 'A username has 3 to 12 characters.'],
    ['markup', { username: '<b>"x', password }, 'username', 'A username has letters and digits only.'],
    ['a short password', { username: 'crane', password: 'pw-12' }, 'password', 'A password has 6 to 128 characters.'],
  ])('refuses %s beside its field, and keeps the name', async (_, typed, field, message) => {
    await community.member('ada');
    const reader = visitor();
    await reader.open('/sign-up');
    const page = await reader.submit('/sign-up', typed);
    expect(page.status).toBe(422);
    expect(page.root.querySelector(`#${field}-wrong`)!.text).toBe(message);
    expect(page.root.querySelector('#username')!.getAttribute('value')).toBe(typed.username);
    expect(page.body).not.toContain(typed.password);
    expect(reader.cookie('session')).toBeUndefined();
  });

  it('speaks Chinese, too', async () => {
    const reader = visitor('zh-CN');
    await reader.open('/sign-up');
    const page = await reader.submit('/sign-up', { username: 'a', password });
    expect(page.root.querySelector('#username-wrong')!.text).toBe('用户名长度3~12');
  });

  it('is not to be had where nobody is taken in, and says so kindly', async () => {
    const late = visitor();
    await late.open('/sign-up');
    await choose('allowUserRegister', false);
    const page = await late.submit('/sign-up', { username: 'late', password });
    expect(page.status).toBe(403);
    expect(late.texts('h1')).toEqual(['This community takes no new members at the moment']);
    const reader = visitor();
    expect((await reader.open('/sign-up')).root.querySelector('main form')).toBeNull();
    await reader.open('/sign-in');
    expect(reader.texts('main a')).not.toContain('Join');
    await choose('allowUserRegister', true);
  });

  it('is open to guests of a community for its members', async () => {
    await choose('membersOnly', true);
    const reader = visitor();
    await reader.open('/sign-up');
    await reader.submit('/sign-up', { username: 'egret', password });
    expect(reader.page.path).toBe('/welcome');
    await choose('membersOnly', false);
  });
});
