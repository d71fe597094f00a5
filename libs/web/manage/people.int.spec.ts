import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { Visitor } from '../../../test/support/visitor.js';

describe('the people whom an owner suggests', () => {
  const community = useCommunity();
  let keeper: Person;
  let desk: Visitor;
  const listed = () => desk.texts('.desk-order .open b');
  const previewed = () => desk.texts('.desk-frame .row b');
  const add = async (name: string) => {
    await desk.open(`/manage/people?q=${encodeURIComponent(name)}`);
    return desk.submit('/manage/people/add');
  };

  beforeAll(async () => {
    keeper = await community.owner();
    desk = new Visitor(community.app, community.host);
    await desk.signIn(keeper.username, keeper.password);
  });

  it('are searched, added, put in order and taken out, by buttons that need no script', async () => {
    for (const name of ['ada', 'bob', 'cleo']) await community.member(name);
    await desk.open('/manage/people');
    expect(desk.texts('.list-lead')).toEqual(['Nobody yet: new members are shown who has written lately.']);
    for (const name of ['ADA', '@bob', 'cle']) {
      const page = await add(name);
      expect([page.status, page.path, desk.texts('.toast')]).toEqual([200, '/manage/people', ['Saved.']]);
    }
    expect([listed(), previewed()]).toEqual([
      ['ada', 'bob', 'cleo'],
      ['ada', 'bob', 'cleo'],
    ]);
    await desk.open('/manage/people?q=cle');
    expect(desk.texts('.row-act .muted')).toEqual(['In the list']);
    await desk.submit('Move cleo up');
    await desk.submit('Move ada down');
    expect(listed()).toEqual(['cleo', 'ada', 'bob']);
    expect(desk.texts('.desk-order button[disabled]')).toEqual(['Move cleo up', 'Move bob down']);
    await desk.submit('Remove ada');
    expect(listed()).toEqual(['cleo', 'bob']);
  });

  it('are who new members see first, without those whom nobody is shown', async () => {
    const [dan, eve] = [await community.member('dan'), await community.member('eve')];
    for (const name of ['dan', 'eve']) await add(name);
    await keeper.post('/v1/admin/user/status', { id: dan.id, status: 2 });
    await eve.post('/v1/user/findable', { findable: false });
    await desk.open('/manage/people');
    expect(listed()).toEqual(['cleo', 'bob', 'dan', 'eve']);
    expect(previewed()).toEqual(['cleo', 'bob']);
    expect(desk.texts('.desk-order .bad')[0]).toBe('Suspended: shown to nobody');
    const newcomer = new Visitor(community.app, community.host);
    const gus = await community.member('gus');
    await newcomer.signIn(gus.username, gus.password);
    await newcomer.open('/welcome/people');
    expect(newcomer.texts('.person-picks b').slice(0, 2)).toEqual(['cleo', 'bob']);
  });

  it('are refused where nobody has the name, where there are enough, and where a form is out of date', async () => {
    await desk.open('/manage/people?q=gus');
    const { status } = await desk.submit('/manage/people/add', { username: '<b>nobody</b>' });
    expect([status, desk.texts('.alert')]).toEqual([422, ['Nobody here has this name.']]);
    const names = Array.from({ length: 20 }, (_, number) => `member${number}`).join(' ');
    await keeper.post('/v1/admin/settings/save', { items: [{ key: 'look.suggested_members', value: names }] });
    await desk.open('/manage/people?q=gus');
    expect(desk.texts('.desk-order .bad')[0]).toBe('Nobody is called that any more');
    const full = await desk.submit('/manage/people/add');
    expect([full.status, desk.texts('.alert')[0]]).toEqual([
      422,
      'Suggested members has 20 names already, which is as many as the first steps show.',
    ]);
    await keeper.post('/v1/admin/settings/save', { items: [{ key: 'look.suggested_members', value: '' }] });
    await add('gus');
    const other = new Visitor(community.app, community.host);
    await other.signIn(keeper.username, keeper.password);
    await other.open('/manage/people');
    await desk.submit('Remove gus');
    expect(listed()).toEqual([]);
    expect((await other.submit('Move gus down')).status).toBe(200); // it is gone: nothing changes
    expect((await other.open('/manage/people')).body).not.toContain('gus down');
    await desk.open('/manage/people?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E');
    expect(desk.page.body).not.toContain('<script>alert');
  });

  it('speaks Chinese of it, too', async () => {
    const reader = new Visitor(community.app, community.host, 'zh-CN');
    await reader.signIn(keeper.username, keeper.password);
    await reader.open('/manage/people?q=ada');
    expect(reader.texts('h1')).toEqual(['推荐成员']);
    expect(reader.texts('.row-act button')[0]).toMatch(/^添加/);
  });
});
