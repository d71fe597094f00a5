import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import { PlatformDatabase, TenantDatabase } from '#kernel/database';
import type { AppError } from '#kernel/http';
import { scope, type Tenant } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { type Member, MemberAuthentication } from '#community/identity';
import type { Api } from '../../apps/api/create-api.js';
import { MemoryCache } from '../../libs/kernel/cache/drivers/memory.cache.js';
import type { Change } from '../support/boot-api.js';
import { bootWhole, openIsolationBench } from '../support/isolation-bench.js';
import type { Probe } from './bench.js';
import type { CommunityCase, Finding } from './cases.js';
import { coverage } from './coverage.js';
import { isolationReport } from './isolation-report.js';

@Injectable()
class WithoutRole extends TenantDatabase {
  protected override opening({ schema }: Tenant): string {
    return `BEGIN; SET LOCAL search_path = ${schema}, pg_temp`;
  }
}

@Injectable()
class ForTheSession extends TenantDatabase {
  protected override opening({ role, schema }: Tenant): string {
    return `BEGIN; SET ROLE ${role}; SET search_path = ${schema}, pg_temp`;
  }
}

@Injectable()
class WithoutTenant extends MemoryCache {
  protected override key(key: string): string {
    return key;
  }
}

/** Believes the token: whose community it names is whose request it is, whatever host was asked. */
@Injectable()
class TokenDecides extends MemberAuthentication {
  static platform: PlatformDatabase;
  static directory: TenantDirectory;

  override async authenticateToken(token: string): Promise<Member | AppError> {
    const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { aud: string };
    const [row] = await TokenDecides.platform.query<{ host: string }>(
      'select host from platform.host where tenant_id = $1 and is_primary',
      [Number(claims.aud)],
    );
    const tenant = row ? await TokenDecides.directory.findByHost(row.host) : null;
    if (tenant && scope.current().tenant) Object.assign(scope.current(), { tenant });
    return super.authenticateToken(token);
  }

  override peek(): undefined {
    return undefined; // what is not known at once is asked for, above
  }
}

const communities = Object.fromEntries(
  Object.entries(coverage).filter(([, cases]) => [cases].flat()[0]!.surface === 'community'),
);
/** What is the same for all is answered without the database, and what a signature allows to read. */
const askNothing = /^GET \/(docs|assets|avatars|choose|objects|offline|v1$|v1\/site\/version)/;

/** What the platform knows of a community: little or nothing there is read by its own role. */
const askThePlatform = /^(GET|POST) \/(owner|support|manage\/(domains|ownership|support))(\/|$)/;

/** Who asks is looked at only where a community is for its members. */
const filesOfAll = 'GET /media/*';

/** A page that everybody may open still says who is signed in. */
const looksAtWho = (access: string, route: string): boolean =>
  access !== 'open' ||
  /^(GET|POST) \/(about|invite|owner\/verif|privacy|robots|rules|sign-in|sign-up|status$|status\/feed|support\/enter)/.test(
    route,
  );

/** The suite is worth what it notices: each of these breaks the seam on purpose, in one place. */
describe('a seam that is broken on purpose is noticed, by the name of the route:', () => {
  let healthy: Api;
  beforeAll(async () => {
    healthy = await bootWhole();
  });
  afterAll(() => healthy?.app.close());

  /** By the one kind of probe that has to notice it. */
  const report = async (probe: Probe, change: Change): Promise<Finding[]> => {
    const api = await bootWhole(change);
    const get = <T>(type: abstract new (...parts: never[]) => T): T => api.app.get(type as never, { strict: false });
    [TokenDecides.platform, TokenDecides.directory] = [get(PlatformDatabase), get(TenantDirectory)];
    const bench = await openIsolationBench(api, healthy);
    try {
      return await isolationReport(api.http.routes, { ...bench, probes: [probe] }, communities);
    } finally {
      await bench.close();
      await api.app.close();
    }
  };
  const routesWith = (findings: Finding[], problem: RegExp): string[] =>
    [...new Set(findings.filter((finding) => problem.test(finding.problem)).map(({ route }) => route))].sort();
  const routesWhere = (isMeant: (cases: readonly CommunityCase[], route: string) => boolean): string[] =>
    Object.entries(communities)
      .filter(([route, cases]) => isMeant([cases].flat() as CommunityCase[], route))
      .map(([route]) => route)
      .sort();
  const asksTheDatabase = (_: unknown, route: string) => !askNothing.test(route) && !askThePlatform.test(route);
  const ofItsOwn = (routes: string[]): string[] => routes.filter((route) => asksTheDatabase([], route));

  it('no SET ROLE', async () => {
    const findings = await report('atHome', (builder) =>
      builder.overrideProvider(TenantDatabase).useClass(WithoutRole),
    );
    // The roles are the second line: nobody is shown another's rows, everybody is refused their own.
    expect(ofItsOwn(routesWith(findings, /^at home in heronxq: answered 500/))).toEqual(routesWhere(asksTheDatabase));
    expect(ofItsOwn(routesWith(findings, /^at home in otterxq: answered 500/))).toEqual(routesWhere(asksTheDatabase));
  }, 120_000);

  it('session SET for SET LOCAL', async () => {
    const findings = await report('atHome', (builder) =>
      builder.overrideProvider(TenantDatabase).useClass(ForTheSession),
    );
    const left = routesWith(findings, /^at home in \w+: a connection is left as \w+_\d{6} in /);
    expect(ofItsOwn(left)).toEqual(routesWhere(asksTheDatabase));
  }, 120_000);

  it('tenant taken from the token', async () => {
    const findings = await report('withTokensOfTheOther', (builder) =>
      builder.overrideProvider(MemberAuthentication).useClass(TokenDecides),
    );
    expect(routesWith(findings, /^the token of \w+ in \w+: /)).toEqual(
      routesWhere((cases, route) => cases.some(({ access }) => looksAtWho(access, route)) && route !== filesOfAll),
    );
    expect(routesWith(findings, /the answer holds what is otterxq's/)).toEqual(
      expect.arrayContaining([
        'GET /',
        'GET /post/:id',
        'GET /v1/post',
        'GET /v1/posts',
        'GET /v1/user/info',
        'GET /v1/user/messages',
        'GET /v1/user/sessions',
        'GET /v1/tags',
      ]),
    );
    expect(routesWith(findings, /^the token of otterxq in heronxq: rows of otterxq change/)).toEqual(
      expect.arrayContaining([
        'DELETE /v1/post/comment',
        'GET /v1/attachment',
        'POST /v1/admin/settings/save',
        'POST /v1/friend/add',
        'POST /v1/post',
        'POST /v1/post/star',
        'POST /v1/user/follow',
        'POST /v1/user/recharge',
      ]),
    );
  }, 120_000);

  it('cache key without tenant', async () => {
    const findings = await report('atHome', (builder) => builder.overrideProvider(Cache).useClass(WithoutTenant));
    // What is remembered now for so long that a slow machine asks twice: settings, figures of a community, lengths of its lists.
    expect(routesWith(findings, /the answer does not show that it is \w+'s/)).toEqual(
      expect.arrayContaining(['GET /about', 'GET /v1/posts', 'GET /v1/site/profile']),
    );
  }, 120_000);
});
