import type { Person } from '../../support/person.js';
import { banned, type Contract, notAdministrator, signIn } from '../contract.js';
import { routesByAccess, type WireRoute } from '../routes.js';
import { type Sample, sampleRequests, sentOf } from '../sample-requests.js';
import { makeWorld } from '../sample-world.js';
import type { Refused, Wire } from '../wire.js';

const { jwt, priv, admin, loose } = routesByAccess;
const signedIn = [...jwt, ...priv, ...admin];
/** Banned members may read, so they may also mark what they have read. */
const marks: readonly WireRoute[] = ['POST /v1/user/message/read', 'POST /v1/user/message/readall'];
const reads = jwt.filter((route) => route.startsWith('GET'));
const writes = [...jwt.filter((route) => route.startsWith('POST') && !marks.includes(route)), ...priv];

const revoked = { status: 401, code: 10006, error: 'auth.token-revoked' };
const noAccount = { status: 401, code: 10003, error: 'auth.no-account' };
const noPhone = { status: 403, code: 20013, error: 'member.phone-required' };
const membersOnly = { status: 401, code: 10005, error: 'community.members-only' };

type Stranger = (wire: Wire) => Promise<Person>;
const strangersTo: readonly [does: string, routes: readonly WireRoute[], refusal: Refused, stranger: Stranger][] = [
  ['asks guests to sign in', signedIn, signIn, async (wire) => wire.guest],
  ['knows a token no more once the password is another one', signedIn, revoked, changed],
  ['knows nobody who is gone', signedIn, noAccount, gone],
  ['lets who is banned write nothing', writes, banned, suspended],
  // The original answers everybody that it rebuilds the index, and does so for administrators.
  ['is administered by administrators', [...admin, 'GET /v1/sync/index'], notAdministrator, (wire) => wire.somebody()],
];

/** Each route to those it is not for, by a request that is right but for that (reference 2.3). */
export const strangers: Contract = (wire) => {
  let samples: Readonly<Record<WireRoute, Sample>>;
  beforeAll(async () => {
    const world = await makeWorld(wire());
    samples = sampleRequests(world, world.member, wire().guest);
  });
  const refuses = async (who: Person, routes: readonly WireRoute[], refusal: Refused): Promise<void> => {
    for (const route of routes) await wire().refused(who, route, sentOf(samples[route]), refusal);
  };

  it.each(strangersTo)('%s', async (_, routes, refusal, stranger) => {
    await refuses(await stranger(wire()), routes, refusal);
  });

  it('lets who is banned read', async () => {
    const member = await suspended(wire());
    for (const route of [...reads, ...marks]) {
      const { json } = await wire().send(member, route, sentOf(samples[route]));
      expect({ route, error: json.error }).not.toEqual({ route, error: banned.error });
    }
  });

  it('asks for a phone number of who posts or votes, where the community does', async () => {
    const member = await wire().somebody();
    await wire().where({ 'app.phone_required': true }, { 'app.phone_required': false }, async () => {
      await refuses(member, priv, noPhone);
      await member.post('/v1/user/nickname', { nickname: 'Phoneless' });
    });
  });

  it('shows guests nothing of a community for members only', async () => {
    await wire().where({ 'app.members_only': true }, { 'app.members_only': false }, async () => {
      await refuses(wire().guest, [...loose, 'POST /v1/captcha'], membersOnly);
      await refuses(wire().guest, signedIn, signIn);
    });
  });
};

async function changed(wire: Wire): Promise<Person> {
  const member = await wire.somebody();
  await member.post('/v1/user/password', { old_password: member.password, password: 'a new secret' });
  return member;
}

/** With a session that nobody has asked about before. */
async function gone(wire: Wire): Promise<Person> {
  const member = await wire.somebody();
  const { username, password } = member;
  const { token } = await wire.guest.post('/v1/auth/login', { username, password });
  await wire.sql('update member set deleted_at = now() where id = $1', [member.id]);
  member.token = token as string;
  return member;
}

async function suspended(wire: Wire): Promise<Person> {
  const member = await wire.somebody();
  await wire.bans(member);
  return member;
}
