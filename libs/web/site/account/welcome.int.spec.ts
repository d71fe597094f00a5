import sharp from 'sharp';
import { settingTable } from '#community/site';
import type { Person } from '../../../../test/support/person.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

describe('the first run of a member', () => {
  const community = useCommunity();
  const newcomer = async (name: string) => {
    const visitor = new Visitor(community.app, community.host);
    await visitor.open('/sign-up');
    await visitor.submit('/sign-up', { username: name, password: 'four tall grey herons' });
    return visitor;
  };
  const usernamesOf = async (person: Person, path: string) =>
    ((await person.get(path))['list'] as { username: string }[]).map(({ username }) => username);

  it('takes a name, topics and people, says what the owner says, and leads to the timeline', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    await ada.posts('Herons #herons', { tags: ['herons'] });
    await bob.posts('Cranes #cranes', { tags: ['cranes'] });
    await community.settle();
    const keeper = await community.owner();
    const items = [{ key: settingTable.suggestedMembers.key, value: 'bob ada' }];
    await keeper.post('/v1/admin/settings/save', { items });

    const eve = await newcomer('eve');
    expect(eve.texts('.steps')).toEqual(['1 of 3']);
    await eve.submit('Go on', { nickname: '伊芙' });
    expect([eve.page.path, eve.texts('.steps')]).toEqual(['/welcome/topics', ['2 of 3']]);
    expect(eve.texts('.pick').toSorted()).toEqual(['#cranes', '#herons']);
    const ids = eve.page.root.querySelectorAll('.pick input').map((input) => input.getAttribute('value')!);
    await eve.submit('Go on', { topic_id: [ids[0]!, '999999', 'x'] });
    expect([eve.page.status, eve.texts('.alert p')]).toEqual([422, [expect.stringContaining('not here any more')]]);
    expect(eve.texts('.pick.chosen')).toHaveLength(1);
    await eve.submit('Go on', { topic_id: ids[1]! });
    expect([eve.page.path, eve.texts('.steps')]).toEqual(['/welcome/people', ['3 of 3']]);
    expect(eve.texts('.row-text b').slice(0, 2)).toEqual(['bob', 'ada']);
    await eve.submit('Go on', { user_id: [String(bob.id), String(ada.id), String(ada.id)] });
    expect([eve.page.path, eve.texts('h1')]).toEqual(['/welcome/done', ['That is all, 伊芙']]);
    expect(await usernamesOf(community.guest, '/v1/user/follows?username=eve')).toEqual(['ada', 'bob']);
    await eve.open('/welcome/topics');
    expect(eve.texts('.pick.chosen')).toHaveLength(2);
    expect((await eve.open('/')).status).toBe(200);
  });

  it('can be passed over, step by step', async () => {
    const dan = await newcomer('dan');
    for (const next of ['/welcome/topics', '/welcome/people', '/welcome/done']) {
      const skip = dan.page.root.querySelectorAll('.step-end a').find(({ text }) => /Skip|Go on/.test(text))!;
      expect(skip.getAttribute('href')).toBe(next);
      expect((await dan.open(next)).status).toBe(200);
    }
    expect(dan.page.root.querySelector('.step-end a.button[href="/"]')).not.toBeNull();
  });

  it('refuses a name beside its field, and a picture that is none', async () => {
    const fay = await newcomer('fay');
    const page = await fay.submit('Go on', { nickname: '<b>x</b> too long' });
    expect([page.status, fay.texts('#nickname-wrong')]).toEqual([422, ['A nickname has 2 to 12 characters.']]);
    expect(page.root.querySelector('#nickname')!.getAttribute('value')).toBe('<b>x</b> too long');
    const sent = await fay.submit('Go on', { nickname: 'Fay F.' }, { avatar: { bytes: Buffer.from('<script>') } });
    expect([sent.status, fay.texts('#avatar-wrong')[0]]).toEqual([422, expect.stringContaining('This is no picture')]);
    expect(sent.root.querySelector('#nickname')!.getAttribute('value')).toBe('Fay F.');
  });

  it('shows the picture that was chosen', async () => {
    const gus = await newcomer('gus');
    const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#0b7a43' } })
      .png()
      .toBuffer();
    await gus.submit('Go on', { nickname: 'Gus G.' }, { avatar: { bytes } });
    expect(gus.page.path).toBe('/welcome/topics');
    await gus.open('/welcome');
    expect(gus.page.root.querySelector('.own-picture img')!.getAttribute('src')).toMatch(/^\/media\/public\/image\//);
    expect(gus.page.root.querySelector('#nickname')!.getAttribute('value')).toBe('Gus G.');
  });

  it('is for members', async () => {
    const guest = new Visitor(community.app, community.host);
    expect((await guest.open('/welcome/people')).path).toBe('/sign-in?next=%2Fwelcome%2Fpeople');
  });
});
