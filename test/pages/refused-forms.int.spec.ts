import type { FastifyInstance } from 'fastify';
import { PlatformDatabase } from '#kernel/database';
import { isPage, type Route } from '#kernel/http';
import { TenantDirectory } from '#kernel/tenancy';
import type { Api } from '../../apps/api/create-api.js';
import type { Bench } from '../isolation/bench.js';
import { type CommunityRead, isFine, isToSignIn } from '../isolation/cases.js';
import { coverage } from '../isolation/coverage.js';
import { send } from '../isolation/send.js';
import type { Settler } from '../isolation/settlement.js';
import type { Twin } from '../isolation/twins.js';
import { bootWhole, openIsolationBench } from '../support/isolation-bench.js';
import { fill, type Filled, formTrials, harmless, isMembers, nameOf, type Trial, withToken } from './form-trials.js';
import { forms, pages, patternOf, unlinked, unmetForms, ways } from './site-map.js';

jest.setTimeout(240_000);

/** Of a form: who sends it, from where, and with which token. */
interface Sent {
  readonly session?: string;
  readonly bearer?: string;
  readonly origin?: string;
  readonly site?: string;
  /** Null: none. */
  readonly token: string | null;
  /** Where the token stands in the address, in place of the form. */
  readonly inAddress?: true;
}
interface Reply {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** A session, and the token of the pages that it was shown. */
interface Pass {
  readonly session: string;
  readonly token: string;
}

const guest = 'somebody';
const password = 'password';
/** What members may still do who are banned: read, look after how they are signed in, and take back that they keep others away. */
const bannedMay = [
  '/messages/read-all',
  '/messages/:id/read',
  '/settings/account/sign-out-everywhere',
  '/settings/blocked',
  '/settings/look',
  '/settings/muted',
  '/settings/sessions/end',
  '/settings/sessions/end-others',
  '/sign-out',
];

describe('every form of the pages', () => {
  let api: Api;
  let bench: Bench & { close(): Promise<void> };
  let home: Twin;
  let other: Twin;
  let trials: Trial[];
  let unwelcome: Record<'ended' | 'outdated' | 'deleted' | 'banned', Pass>;

  beforeAll(async () => {
    api = await bootWhole();
    await (api.app.getHttpAdapter().getInstance() as FastifyInstance).ready();
    bench = await openIsolationBench(api, api);
    ({ home, other } = bench.twins);
    trials = formTrials(routes());
    unwelcome = await makeUnwelcome();
  });
  afterAll(async () => {
    await bench?.close();
    await api?.app.close();
  });

  const routes = (): readonly Route[] => api.http.routes.routes;
  /** As a page has it for whoever opens it with this cookie. */
  const tokenOn = async ({ host }: Twin, path: string, cookie: string): Promise<string> => {
    const { body } = await api.app.inject({ url: path, headers: { host, cookie } });
    const found = /name="form_token" value="([\w.-]+)"/.exec(body) ?? /data-token="([\w.-]+)"/.exec(body);
    if (!found) throw new Error(`${path} has no token: ${body.slice(0, 300)}`);
    return found[1]!;
  };
  const tokenFor = (at: Twin, session: string | undefined) =>
    session === undefined ? tokenOn(at, '/sign-in', `guest=${guest}`) : tokenOn(at, '/about', `session=${session}`);
  const state = async () => (await bench.observer.fingerprints([home.tenant, other.tenant])).join('\n');

  /** Whoever was welcome once, with the token of a page that they had open then. */
  async function makeUnwelcome(): Promise<typeof unwelcome> {
    const { place, keeper, tenant } = home;
    const people: Settler[] = [];
    for (const name of ['endie', 'movie', 'delia', 'bania']) people.push(await place.register(name));
    const passes = people.map(async ({ token: session }) => ({ session, token: await tokenFor(home, session) }));
    const [ended, outdated, deleted, banned] = (await Promise.all(passes)) as [Pass, Pass, Pass, Pass];
    const idOf = (index: number) => people[index]!.id;
    await place.call(ended.session, 'POST', '/v1/auth/logout');
    await place.call(outdated.session, 'POST', '/v1/user/password', {
      old_password: password,
      password: `${password} new`,
    });
    await place.call(keeper, 'POST', '/v1/admin/user/status', { id: idOf(3), status: 2 });
    await bench.observer.query(`update ${tenant.schema}.member set deleted_at = now() where id = $1`, [idOf(2)]);
    await home.settle();
    return { ended, outdated, deleted, banned };
  }

  const post = async (at: Twin, filled: Filled, sent: Sent): Promise<Reply> => {
    const { session, bearer, origin, site, token, inAddress } = sent;
    const held = inAddress ? filled : withToken(filled, token);
    const answer = await api.app.inject({
      method: 'POST',
      url: inAddress ? `${filled.path}?form_token=${token}` : filled.path,
      headers: {
        host: at.host,
        'content-type': filled.type,
        cookie: session === undefined ? `guest=${guest}` : `session=${session}`,
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
        ...(origin !== undefined && { origin }),
        ...(site !== undefined && { 'sec-fetch-site': site }),
      },
      payload: held.body,
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  };
  const fromHere = () => ({ origin: `http://${home.host}`, site: 'same-origin' });
  /** A page says why; or they are led to where they sign in, or to a page that says that the form was too old. */
  const isRefused = ({ status, headers }: Reply) => {
    const isTold = status === 303 && /said=outdated/.test(String(headers['set-cookie']));
    return [401, 403, 422].includes(status) || isTold || (status === 303 && isToSignIn(headers));
  };

  /** What is wrong with how the forms answer to these. */
  const refuse = async (
    { route, one }: Trial,
    senders: (own: string | undefined, right: string) => Record<string, Sent>,
  ): Promise<string[]> => {
    const name = nameOf({ route, one });
    const filled = await fill({ route, one }, home);
    await home.settle();
    const own = isMembers(one) ? filled.token : undefined;
    const right = await tokenFor(home, own);
    const wrong: string[] = [];
    const before = await state();
    for (const [who, sent] of Object.entries(senders(own, right))) {
      const answer = await post(home, filled, sent);
      if (!isRefused(answer)) wrong.push(`${name} ${who}: ${answer.status} ${answer.body.slice(0, 200)}`);
    }
    if ((await state()) !== before) wrong.push(`${name}: something was written`);
    const session = own === undefined ? {} : { session: own };
    const answer = await post(home, filled, { ...fromHere(), ...session, token: right });
    if (!isFine(one, answer) || (await state()) === before)
      wrong.push(`${name}, as it should be: ${answer.status} ${answer.body.slice(0, 300)}`);
    await home.settle();
    return wrong;
  };

  it('stands in the site map, as every page does, and what stands there is there', () => {
    const known = [...Object.keys(pages), ...Object.keys(ways), ...Object.keys(unlinked)];
    const asked = routes().filter(({ method, url }) => method === 'GET' && isPage(url) && !/^\/objects/.test(url));
    const missing = asked.map(({ url }) => url).filter((url) => patternOf(url, known) === undefined);
    const superfluous = known.filter((path) => !asked.some(({ url }) => url === path));
    expect({ missing, superfluous }).toEqual({ missing: [], superfluous: [] });
    const acts = [...Object.keys(forms), ...Object.keys(unmetForms)];
    const routed = [...trials.map(({ route }) => route.url), ...harmless];
    const unknown = routed.filter((url) => !acts.some((act) => patternOf(act, [url]) !== undefined));
    const gone = acts.filter((act) => patternOf(act, routed) === undefined);
    expect({ unknown, gone }).toEqual({ unknown: [], gone: [] });
    expect(routed.length).toBeGreaterThan(60);
  });

  it('is refused from elsewhere, and without the token that its page has for whoever sends it', async () => {
    const wrong: string[] = [];
    const tokens = {
      'with the token of another member': await tokenFor(home, home.bob),
      'with the token of a guest': await tokenOn(home, '/sign-in', 'guest=another'),
      'with the token of a member of the other community': await tokenFor(other, other.token),
      'with an empty token': '',
      'without a token': null,
    };
    const elsewhere: Record<string, Pick<Sent, 'origin' | 'site'>> = {
      'from another site': { site: 'cross-site', origin: 'https://elsewhere.example' },
      'from another site that hides its origin': { site: 'cross-site' },
      'from a sibling': { site: 'same-site', origin: `http://${other.host}` },
      'from elsewhere by an old browser': { origin: 'https://elsewhere.example' },
      'from the other community by an old browser': { origin: `http://${other.host}` },
      'from a frame without an origin': { origin: 'null' },
    };
    for (const trial of trials)
      wrong.push(
        ...(await refuse(trial, (own, right) => {
          const session = own === undefined ? {} : { session: own };
          const senders: Record<string, Sent> = {
            'by a browser that says nothing': { ...session, token: null },
            'with its token in the address': { ...session, ...fromHere(), token: right, inAddress: true },
          };
          for (const [who, from] of Object.entries(elsewhere)) senders[who] = { ...session, ...from, token: right };
          for (const [who, token] of Object.entries(tokens)) senders[who] = { ...session, ...fromHere(), token };
          return senders;
        })),
      );
    expect(wrong).toEqual([]);
  });

  it('of members is refused to whoever is not signed in here', async () => {
    const wrong: string[] = [];
    const foreignToken = await tokenFor(other, other.token);
    const foreign = { session: other.token, token: await tokenOn(home, '/sign-in', `session=${other.token}`) };
    const asGuest = { token: await tokenFor(home, undefined) };
    for (const trial of trials.filter(({ one }) => isMembers(one)))
      wrong.push(
        ...(await refuse(trial, (own) => {
          const { ended, outdated, deleted, banned } = unwelcome;
          const senders = {
            'a guest': asGuest,
            'a member of the other community': foreign,
            'one of them by the token of their own page': { session: other.token, token: foreignToken },
            'whose session has ended': ended,
            'whose password has changed': outdated,
            'who was deleted': deleted,
            'by a token of the API': { ...asGuest, bearer: own! },
            ...(!bannedMay.includes(trial.route.url) && { 'who is banned': banned }),
          };
          return Object.fromEntries(Object.entries(senders).map(([who, sent]) => [who, { ...fromHere(), ...sent }]));
        })),
      );
    expect(wrong).toEqual([]);
  });

  const reading = (isOne: (url: string) => boolean): [Route, CommunityRead][] =>
    routes()
      .filter(({ method, url }) => method === 'GET' && isOne(url))
      .flatMap((route) => [coverage[`GET ${route.url}`] ?? []].flat().map((one) => [route, one] as const))
      .filter((pair): pair is [Route, CommunityRead] => pair[1].surface === 'community' && pair[1].kind === 'read')
      .filter(([, one]) => isMembers(one));

  it('stands on pages that show themselves to nobody else either', async () => {
    const strangers = {
      other: other.token,
      ended: unwelcome.ended.session,
      outdated: unwelcome.outdated.session,
      deleted: unwelcome.deleted.session,
    };
    const wrong: string[] = [];
    for (const [route, one] of reading(isPage)) {
      const call = one.request(home.ids, home);
      for (const [who, token] of Object.entries(strangers)) {
        const answer = await send(api.app, route, call, { host: home.host, token });
        if (answer.status !== 303 || !isToSignIn(answer.headers)) wrong.push(`${route.url} ${who}: ${answer.status}`);
      }
      const headers = { authorization: `Bearer ${home.token}` };
      const answer = await send(api.app, route, call, { host: home.host, headers });
      if (!isToSignIn(answer.headers)) wrong.push(`${route.url} by a token of the API: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is of a session that the API does not know', async () => {
    const wrong: string[] = [];
    const cookie = `session=${home.token}; __Host-session=${home.token}`;
    for (const [route, one] of reading((url) => url.startsWith('/v1/'))) {
      const answer = await send(api.app, route, one.request(home.ids, home), { host: home.host, headers: { cookie } });
      if (answer.status !== 401) wrong.push(`${route.url}: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('rests while its community is suspended', async () => {
    const setState = async (to: 'active' | 'suspended') => {
      const change = 'update platform.tenant set state = $2, changed_in = pg_current_xact_id() where id = $1';
      await api.app.get(PlatformDatabase).query(change, [home.tenant.id, to]);
      await api.app.get(TenantDirectory).refresh();
    };
    const waiting: [name: string, form: Filled, token: string][] = [];
    for (const trial of trials) {
      const form = await fill(trial, home);
      waiting.push([nameOf(trial), form, await tokenFor(home, form.token)]);
    }
    await home.settle();
    await setState('suspended');
    const before = await state();
    const wrong: string[] = [];
    for (const [name, form, token] of waiting) {
      const answer = await post(home, form, { ...fromHere(), session: form.token, token });
      const rest = answer.body.replaceAll(home.tenant.slug, ''); // its name is told
      if (answer.status !== 503 || rest.includes(home.canary)) wrong.push(`${name}: ${answer.status}`);
    }
    for (const [route, one] of reading(isPage)) {
      const from = { host: home.host, token: home.token };
      const answer = await send(api.app, route, one.request(home.ids, home), from);
      if (answer.status !== 503) wrong.push(`${route.url}: ${answer.status}`);
    }
    expect(await state()).toBe(before);
    await setState('active');
    expect(wrong).toEqual([]);
  });
});
