import { useCommunity } from '../support/use-community.js';
import type { Contract } from './contract.js';
import { WireDocument } from './document.js';
import { routes } from './routes.js';
import { Wire } from './wire.js';

/** Refused in the same way by many routes; tried once for all, below or in suites of their own. */
const shared = new Set([
  'internal',
  'request.invalid',
  'request.body-too-large',
  'request.media-type',
  'host.unknown',
  'host.invalid',
  'tenant.unavailable',
  'tenant.read-only',
  'server.busy',
  'server.stopping',
  'auth.token-invalid',
  'auth.token-revoked',
  'auth.no-account',
  'member.banned',
  'member.phone-required',
  'member.not-administrator',
  'community.members-only',
]);

const contracts: readonly Contract[] = [];

describe('the wire of the original', () => {
  const community = useCommunity();
  let opened: Wire;
  const wire = (): Wire => opened;

  beforeAll(async () => {
    const { body } = await community.guest.request('GET', '/docs/openapi.json');
    opened = new Wire(community, WireDocument.parse(body));
  });

  it('has every route of the reference, none twice', () => {
    expect(new Set(routes).size).toBe(75);
    const registered = new Set(community.api.http.routes.routes.map(({ method, url }) => `${method} ${url}`));
    expect(routes.filter((route) => !registered.has(route) && !registered.has(route.replace(/\/$/, '')))).toEqual([]);
  });

  for (const contract of contracts) contract(wire);

  it('is covered: every route, and every refusal of its own', () => {
    expect(wire().gaps(shared)).toEqual([]);
    process.stdout.write(`${wire().covered} of ${routes.length} routes\n`);
    expect(wire().covered).toBe(75);
  });
});
