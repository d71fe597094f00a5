import { Config } from '#kernel/config';
import { owner } from '../support/make-tenant.js';
import { Person } from '../support/person.js';
import { ReadCodes } from '../support/read-codes.js';
import { Uploader } from '../support/upload.js';
import { useCommunity } from '../support/use-community.js';
import { testConfig } from '../support/worker-cluster.js';
import { WireDocument } from './document.js';
import { arrival } from './journey/arrival.js';
import { Browser, type Site } from './journey/browser.js';
import { composing } from './journey/composing.js';
import { money } from './journey/money.js';
import { order } from './journey/order.js';
import { people } from './journey/people.js';
import { settings } from './journey/settings.js';
import type { Story } from './journey/story.js';
import { talking } from './journey/talking.js';
import { topics } from './journey/topics.js';
import { routes } from './routes.js';

const chapters = { arrival, composing, talking, topics, people, money, settings, order };
/** There for other clients; the last one is the payment provider's. */
const notOfTheFrontEnd = new Set<string>([
  'GET /v1/',
  'GET /v1/site/version',
  'GET /v1/admin/site/profile',
  'POST /v1/admin/site/profile',
  'GET /v1/user/stars',
  'GET /v1/sync/index',
  'POST /v1/alipay/notify',
]);

/** One story, told in order: each scene begins where the one before has ended. */
describe('the front end, in the hands of three members and an administrator', () => {
  const codes = new ReadCodes();
  const paid = new Config(Object.assign({}, testConfig(), { payments: 'sandbox' }));
  const community = useCommunity((builder) => codes.change(builder.overrideProvider(Config).useValue(paid)));
  const called = new Set<string>();
  let story: Story;
  /** What comes after a scene that failed means nothing. */
  let brokenOffAt = '';

  beforeAll(async () => {
    const { app, host, guest: transport } = community;
    const { body } = await transport.request('GET', '/docs/openapi.json');
    const uploader = (token: string) => new Uploader(app, Object.assign(new Person(app, host), { token }));
    const site: Site = { transport, document: WireDocument.parse(body), called, uploader };
    story = {
      guest: new Browser(site, 'guest'),
      ada: new Browser(site, 'ada'),
      bob: new Browser(site, 'bob'),
      cleo: new Browser(site, 'cleo'),
      keeper: new Browser(site, owner.username, owner.password),
      settle: () => community.settle(),
      picture: (id) => codes.inPicture(community, id),
      phone: (number) => codes.phones.code(number),
      pays: (code) => payAt(code),
      opens: async (address) => (await transport.request('GET', address.replace(/^https?:\/\/[^/]+/, ''))).status,
    };
  });

  /** The sandbox shows a page with a button, which sends what a provider would. */
  async function payAt(code: string): Promise<string> {
    const page = await community.guest.request('GET', new URL(code).pathname);
    const fields = [...page.body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
    const payload = new URLSearchParams(fields.map(([, name, value]) => [name!, value!])).toString();
    const headers = { host: community.host, 'content-type': 'application/x-www-form-urlencoded' };
    return (await community.app.inject({ method: 'POST', url: '/v1/alipay/notify', headers, payload })).body;
  }

  describe.each(Object.entries(chapters))('%s:', (_, chapter) => {
    it.each(Object.entries(chapter))('%s', async (title, scene) => {
      expect({ brokenOffAt }).toEqual({ brokenOffAt: '' });
      brokenOffAt = title;
      await scene(story);
      brokenOffAt = '';
    });
  });

  it('has called everything that the front end calls', () => {
    expect(routes.filter((route) => !called.has(route) && !notOfTheFrontEnd.has(route))).toEqual([]);
  });
});
