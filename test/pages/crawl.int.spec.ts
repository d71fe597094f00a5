import { Agent } from 'node:http';
import { useProduct } from '../support/browser/use-product.js';
import { Crawl } from './crawl.js';
import { crawler, prepare } from './crawled-community.js';
import { HttpVisitor } from './http-visitor.js';
import { forms, pages, type Role, unlinked, ways } from './site-map.js';

jest.setTimeout(240_000);

const roles: readonly Role[] = ['guest', 'member', 'owner'];
/** Where a crawl begins: joining leads to a welcome. */
const begins: Readonly<Record<Role, readonly string[]>> = {
  guest: ['/'],
  member: ['/', '/welcome'],
  owner: ['/', '/manage'],
};
const newcomer = { username: 'newcomer', password: 'a-long-password' };

/** What people type who have no wish to be refused. */
const typed: Readonly<Record<string, string>> = {
  content: 'A crawl was here',
  nickname: 'Crawler',
  bio: 'Opens every page.',
  link: 'https://example.org/',
  greetings: 'Shall we be friends?',
  body: 'Be kind.',
  q: 'lin',
  yuan: '1',
  topic: '灯节',
  about: 'What we read.',
  email: 'linlin@lanterns.example',
  host: 'www.lanterns.example',
  domain: 'www.lanterns.example',
};

describe('the pages of a community', () => {
  const product = useProduct({ PAYMENTS: 'sandbox', UI_GALLERY: '1' });
  const agent = new Agent({ keepAlive: true });
  const loaded = new Set<string>();
  const met = { pages: new Map<string, Role>(), forms: new Map<string, Role>() };
  let opened = 0;

  beforeAll(() => prepare(product.demo, product.login, agent));
  afterAll(() => agent.destroy());

  const crawlAs = async (role: Role): Promise<string[]> => {
    const visitor = new HttpVisitor(product.demo, agent);
    const login = role === 'guest' ? null : role === 'member' ? crawler : product.login;
    const enter = async () => {
      visitor.leave();
      if (login) await visitor.signIn(login);
    };
    let count = 0;
    const words = (name: string, action: string): string => {
      const own = login ?? (action.startsWith('/sign-up') ? newcomer : product.login);
      if (/^(password|again|old_password)$/.test(name)) return own.password;
      if (action === '/manage/ownership/offer') return name === 'username' ? crawler.username : '泡泡读书会';
      if (name === 'username') return own.username;
      return name === 'content' ? `${typed['content']} ${(count += 1)}` : (typed[name] ?? '');
    };
    await enter();
    const crawl = new Crawl({ role, visitor, enter, words }, loaded);
    await crawl.from(...begins[role]);
    for (const kind of ['pages', 'forms'] as const)
      for (const one of crawl.met[kind]) if (!met[kind].has(one)) met[kind].set(one, role);
    opened += crawl.opened;
    return [...crawl.problems].toSorted();
  };

  it.each(roles)('lead a %s nowhere but to pages, and do what their forms say', async (role) => {
    expect(await crawlAs(role)).toEqual([]);
  });

  it('are those of the site map, each met by those who may', () => {
    const least = (rows: Readonly<Record<string, Role | { role: Role }>>) =>
      Object.entries(rows).map(([path, row]) => `${path} ${typeof row === 'string' ? row : row.role}`);
    const linked = [...met.pages].filter(([path]) => !(path in unlinked));
    expect(linked.map((row) => row.join(' ')).toSorted()).toEqual(least({ ...pages, ...ways }).toSorted());
    expect([...met.forms].map((row) => row.join(' ')).toSorted()).toEqual(least(forms).toSorted());
    expect(opened).toBeGreaterThan(300);
  });

  it('are also there by their address alone', async () => {
    const visitor = new HttpVisitor(product.demo, agent);
    await visitor.signIn(product.login);
    const wrong: string[] = [];
    for (const { example, status = 200 } of Object.values(unlinked)) {
      const answer = example === undefined ? { status } : await visitor.ask(example);
      if (answer.status !== status) wrong.push(`${example} is answered ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });
});
