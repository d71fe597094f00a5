import type { FastifyInstance } from 'fastify';
import { isPage, type Route } from '#kernel/http';
import type { Api } from '../../apps/api/create-api.js';
import { bootWhole, openIsolationBench } from '../support/isolation-bench.js';
import { type Bench, holds } from './bench.js';
import { type CommunityRead, type CommunityWrite, isFine, isToSignIn } from './cases.js';
import { probeCommunity } from './community-probes.js';
import { coverage } from './coverage.js';
import { nameOf } from './isolation-report.js';
import { send } from './send.js';
import type { Twin } from './twins.js';
import type { Answer } from './wire.js';

/**
 * What a guest of a community for its members may call all the same, and why. A new route without guards fails here:
 * think about it before you add it.
 */
const open: Readonly<Record<string, string>> = {
  'GET /v1': 'a client asks whom it talks to',
  'GET /v1/site/version': 'the same',
  'GET /v1/site/profile': 'clients cannot start without',
  'POST /v1/auth/register': 'guests become members',
  'POST /v1/auth/login': 'members are guests until they sign in',
  'GET /v1/captcha': 'holds nothing but digits',
  'GET /invite/:secret': 'the first owner has no password yet; the address is the secret',
  'POST /invite/:secret': 'the same',
  'GET /enter/:secret': 'who has just signed up is let in once; the address is the secret',
  'GET /owner/verify/:secret': 'from a mail to the owner; the address is the secret',
  'POST /owner/verify/:secret': 'the same',
  'GET /owner/verified': 'says that it is done, and nothing else',
  'GET /support/enter/:secret': 'support is no member; the address is the secret',
  'POST /support/enter': 'the same, with the secret in the form',
  'POST /support/leave': 'the same, and only takes a cookie away',
  'POST /v1/alipay/notify': 'the payment provider is no member; its signature counts',
  'GET /wallet/sandbox/:order': 'pays without money, in a developer’s deployment only',
  'GET /media/*': 'attachments by their signed links; all else needs a member',
  'GET /objects/*': 'the signature is the right',
  'POST /objects': 'the same',
  'GET /assets/:name': 'the same for all; the page that turns guests away loads it',
  'GET /avatars/:name': 'the same for all',
  'GET /favicon.ico': 'a letter or the logo; the page that turns guests away loads it',
  'GET /icons/:name': 'the same',
  'GET /manifest.webmanifest': 'the name and the logo, which guests are told anyway',
  'GET /service-worker.js': 'names files that are the same for all',
  'GET /offline/:language': 'the name, which guests are told anyway; the same for all',
  'GET /sign-in': 'members are guests until they sign in',
  'POST /sign-in': 'the same',
  'GET /sign-up': 'guests become members',
  'POST /sign-up': 'the same',
  'GET /choose/language/:code': 'how pages look to one reader, and nothing else',
  'GET /choose/look/:code': 'the same',
  'GET /about': 'what owners tell everybody of their community; nothing else stands there for guests',
  'GET /rules': 'the same',
  'GET /privacy': 'the same, and laws want it',
  'GET /status': 'how the platform is doing, which is no matter of members',
  'GET /status/feed.xml': 'the same',
  'GET /status/dismiss/:id': 'how pages look to one reader, and nothing else',
  'GET /robots.txt': 'tells search engines to stay away',
  'GET /docs': 'the description of the API, the same for all',
  'GET /docs/': 'the same',
  'GET /docs/*': 'the same',
  'GET /docs/LICENSE': 'the same',
  'GET /docs/docs/swagger-ui-init.js': 'the same',
  'GET /docs/index.html': 'the same',
  'GET /docs/openapi.json': 'the same',
  'GET /docs/swagger-ui-init.js': 'the same',
};

type Case = CommunityRead | CommunityWrite;
type Trial = readonly [route: Route, one: Case];

describe('a community for its members only', () => {
  let api: Api;
  let bench: Bench & { close(): Promise<void> };
  let home: Twin;
  let trials: Trial[];

  beforeAll(async () => {
    api = await bootWhole();
    await (api.app.getHttpAdapter().getInstance() as FastifyInstance).ready();
    bench = await openIsolationBench(api, api);
    ({ home } = bench.twins);
    trials = api.http.routes.routes.flatMap((route) => casesOf(route).map((one): Trial => [route, one]));
  }, 180_000);
  afterAll(async () => {
    await bench?.close();
    await api?.app.close();
  });

  const casesOf = (route: Route): Case[] =>
    [coverage[nameOf(route)] ?? []].flat().filter((one): one is Case => one.surface === 'community');
  const having = (...access: Case['access'][]) => trials.filter(([, one]) => access.includes(one.access));
  const namesOf = (some: readonly Trial[]) => [...new Set(some.map(([route]) => nameOf(route)))].toSorted();
  const choose = async (value: boolean) => {
    const items = [{ key: 'app.members_only', value }];
    for (const { place } of [home, bench.twins.other])
      await place.call(place.keeper, 'POST', '/v1/admin/settings/save', { items });
  };
  /** What a guest asks for is there: it is refused for who asks only. */
  const asGuest = async ([route, one]: Trial): Promise<Answer> => {
    const { ids = {} } = (await one.prepare?.(home)) ?? {};
    const known = Object.defineProperties(
      {},
      { ...Object.getOwnPropertyDescriptors(home.ids), ...Object.getOwnPropertyDescriptors(ids) },
    );
    return send(api.app, route, one.request(known as typeof home.ids, home), { host: home.host });
  };
  /** Nothing but the name, which is in its host as well. */
  const showsNothing = ({ headers, body }: Answer): boolean =>
    !holds({ status: 0, headers: {}, body: (JSON.stringify(headers) + body).replaceAll(home.tenant.slug, '') }, home);
  /** Those whose answer is not as it should be, with the answer. */
  const failing = async (some: readonly Trial[], isRight: (answer: Answer, trial: Trial) => boolean) => {
    const wrong: string[] = [];
    for (const trial of some) {
      const answer = await asGuest(trial);
      if (!isRight(answer, trial)) wrong.push(`${nameOf(trial[0])}: ${answer.status} ${answer.body.slice(0, 200)}`);
    }
    return wrong;
  };
  const turnsAway = (answer: Answer, [{ url }]: Trial): boolean => {
    const isCall = url.startsWith('/v1/');
    const says = isCall ? (JSON.parse(answer.body) as { error: string }).error === 'community.members-only' : true;
    return answer.status === 401 && says && showsNothing(answer);
  };

  it('leaves open what is listed here, and nothing else', () => {
    expect(namesOf(having('open'))).toEqual(Object.keys(open).toSorted());
  });

  it('is open to guests until it is chosen', async () => {
    const served = await failing(having('anyone'), turnsAway);
    expect(served).toHaveLength(having('anyone').length);
  });

  it('turns guests away everywhere else, and shows them nothing but its name', async () => {
    await choose(true);
    expect(await failing(having('anyone'), turnsAway)).toEqual([]);
  });

  it('asks them to sign in where members alone can do anything', async () => {
    const asks = ({ status, headers, body }: Answer, [{ url }]: Trial): boolean =>
      isPage(url)
        ? status === 303 && isToSignIn(headers)
        : status === 401 && (JSON.parse(body) as { code: number }).code === 10005;
    expect(await failing(having('signed-in'), asks)).toEqual([]);
  });

  it('answers them where it is open', async () => {
    const answers = (answer: Answer, [, one]: Trial) =>
      isFine(one, answer) && (one.kind === 'write' || (one.shows ?? holds)(answer, home));
    expect(await failing(having('open'), answers)).toEqual([]);
  });

  it('serves its members', async () => {
    const problems: string[] = [];
    for (const [route, one] of having('anyone', 'signed-in')) {
      const give = (problem: string) => void problems.push(`${nameOf(route)}: ${problem}`);
      await probeCommunity({ ...bench, probes: ['atHome'] }, route, one, give);
    }
    expect(problems).toEqual([]);
  }, 180_000);

  it('shows files to who has signed in, though pages send no token for them', async () => {
    const ask = (at: Twin, path: string, headers: Record<string, string> = {}) =>
      send(api.app, { method: 'GET', url: path }, { headers }, { host: at.host });
    const passOf = async ({ host, ids }: Twin): Promise<{ cookie: string }> => {
      const body = { username: 'ada', password: ids.password };
      const { headers } = await send(api.app, { method: 'POST', url: '/v1/auth/login' }, { body }, { host });
      return { cookie: String(headers['set-cookie']).split(';')[0]! };
    };
    await choose(true); // its own administrators have tried every setting meanwhile
    const file = `/media/${home.ids.file}`;
    const pass = await passOf(home);
    expect(await ask(home, file, pass)).toMatchObject({ status: 200, body: home.canary });
    expect(await ask(home, file)).toMatchObject({ status: 401 });
    expect(await ask(home, file, await passOf(bench.twins.other))).toMatchObject({ status: 401 });
    expect(await ask(home, '/v1/posts?style=newest', pass)).toMatchObject({ status: 401 }); // it is for files only
  });
});
