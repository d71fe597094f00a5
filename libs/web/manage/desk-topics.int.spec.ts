import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { Visitor } from '../../../test/support/visitor.js';

describe('topics at the desk', () => {
  const community = useCommunity();
  let keeper: Person;
  let ada: Person;
  let desk: Visitor;
  const featured = () => desk.texts('.desk-order .topic-name');
  const all = () => desk.texts('#topics .topic-name');
  const feature = async (topic: string, about = '') => {
    await desk.open('/manage/topics');
    return desk.submit('/manage/topics/feature', { topic, about });
  };
  const guestSees = async (path: string, selector: string) => {
    const guest = new Visitor(community.app, community.host);
    await guest.open(path);
    return guest.texts(selector);
  };

  beforeAll(async () => {
    keeper = await community.owner();
    ada = await community.member('ada');
    desk = new Visitor(community.app, community.host);
    await desk.signIn(keeper.username, keeper.password);
  });

  it('say so while there are none, and are found by their name, the most used or the newest first', async () => {
    await desk.open('/manage/topics');
    expect([featured(), desk.texts('.empty h2')]).toEqual([[], ['No topics yet']]);
    for (const tags of [['Birds', 'herons'], ['Birds'], ['C++']]) await ada.posts(tags.join(), { tags });
    await community.settle();
    await desk.open('/manage/topics');
    expect([all()[0], all().length]).toEqual(['#Birds', 3]);
    await desk.open('/manage/topics?order=new');
    expect(all()[0]).toBe('#C++');
    await desk.submit('/manage/topics', { q: '#BIR' });
    expect([desk.page.path, all()]).toEqual(['/manage/topics?order=new&q=%23BIR', ['#Birds']]);
    await desk.open('/manage/topics?q=%3Cscript%3E');
    expect(desk.texts('.empty h2')).toEqual(['No topic is called that']);
  });

  it('come first where the owner wants that, with what they say of them, before anybody has used them', async () => {
    const page = await feature('#introductions', 'Say  hello: who are you?');
    expect([page.path, desk.texts('.toast'), featured()]).toEqual(['/manage/topics', ['Saved.'], ['#introductions']]);
    await feature('HERONS');
    expect(featured()).toEqual(['#introductions', '#herons']);
    expect((await guestSees('/topics', '.rows .topic-name')).slice(0, 3)).toEqual([
      '#introductions',
      '#herons',
      '#Birds',
    ]);
    expect(await guestSees('/topic/introductions', '.topic-about')).toEqual(['Say hello: who are you?']);
    const bob = await community.member('bob');
    const newcomer = new Visitor(community.app, community.host);
    await newcomer.signIn(bob.username, bob.password);
    await newcomer.open('/welcome/topics');
    expect(newcomer.texts('.pick').slice(0, 2)).toEqual(['#introductions', '#herons']);
    await desk.open('/manage/topics');
    await desk.submit('Move #introductions down');
    expect(featured()).toEqual(['#herons', '#introductions']);
    await desk.open('/manage/topics?change=introductions');
    expect(desk.page.root.querySelector('[name=about]')!.getAttribute('value')).toBe('Say hello: who are you?');
    await desk.submit('Change the words', { about: '<b>Hello</b>' });
    expect(await guestSees('/topic/introductions', '.topic-about')).toEqual([
      '&lt;b>Hello&lt;/b>'.replaceAll('&lt;', '<'),
    ]);
    expect(featured()).toEqual(['#herons', '#introductions']);
  });

  it('are left out of every list, and shown again', async () => {
    await desk.open('/manage/topics?q=C%2B%2B');
    const page = await desk.submit('Leave out of lists');
    expect([page.path, desk.texts('#topics .desk-mark')]).toEqual(['/manage/topics?q=C%2B%2B', ['Left out']]);
    for (const path of ['/topics', '/topics?type=new'])
      expect(await guestSees(path, '.rows .topic-name')).not.toContain('#C++');
    expect(await guestSees('/topic/C%2B%2B', '.post .body')).toEqual(['C++']);
    await desk.submit('Show in lists again');
    expect(await guestSees('/topics?type=new', '.rows .topic-name')).toContain('#C++');
    await desk.open('/manage/topics?q=birds');
    await desk.submit('Leave out of lists');
    await desk.submit('Show it first'); // one or the other
    expect(desk.texts('#topics .desk-mark')).toEqual(['Featured']);
  });

  it('say beside the field what is wrong, and keep what was typed', async () => {
    for (const [topic, about, wrong] of [
      ['two words', '', 'A topic is one word without #, < or spaces.'],
      ['<script>', '', 'A topic is one word without #, < or spaces.'],
      ['fine', 'x'.repeat(161), 'At most 160 characters, please.'],
    ] as const) {
      const { status, root } = await feature(topic, about);
      expect([status, desk.texts('.field .wrong')]).toEqual([422, [wrong]]);
      expect(root.querySelector('#feature [name=topic]')!.getAttribute('value')).toBe(topic);
    }
    const many = Array.from({ length: 20 }, (_, number) => `topic${number}`).join('\n');
    await desk.open('/manage/topics');
    await keeper.post('/v1/admin/settings/save', { items: [{ key: 'look.featured_topics', value: many }] }); // meanwhile
    const { status } = await desk.submit('/manage/topics/feature', { topic: 'more', about: '' });
    expect([status, desk.texts('.alert p')]).toEqual([422, ['Featured topics must have at most 20 topics.']]);
    await desk.open('/manage/topics');
    expect(desk.texts('.desk-featured .list-lead').at(-1)).toBe('There are 20 already: remove one first.');
  });
});
