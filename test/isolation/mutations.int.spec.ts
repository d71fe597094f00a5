import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import { PlatformDatabase, TenantDatabase } from '#kernel/database';
import type { AppError } from '#kernel/http';
import { scope, type Tenant } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { type Member, MemberAuthentication } from '#community/identity';
import type { Api } from '../../apps/api/create-api.js';
import { MemoryCache } from '../../libs/kernel/cache/drivers/memory.cache.js';
import { openIsolationBench } from '../support/isolation-bench.js';
import { bootApi, type Change } from '../support/use-community.js';
import type { Finding } from './cases.js';
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

/** The suite is worth what it notices: each of these breaks the seam on purpose, in one place. */
describe('a seam that is broken on purpose is noticed, by the name of the route:', () => {
  let healthy: Api;
  beforeAll(async () => {
    healthy = await bootApi();
  });
  afterAll(() => healthy?.app.close());

  const report = async (change: Change): Promise<Finding[]> => {
    const api = await bootApi(change);
    const get = <T>(type: abstract new (...parts: never[]) => T): T => api.app.get(type as never, { strict: false });
    [TokenDecides.platform, TokenDecides.directory] = [get(PlatformDatabase), get(TenantDirectory)];
    const bench = await openIsolationBench(api, healthy);
    try {
      return await isolationReport(api.http.routes, bench);
    } finally {
      await bench.close();
      await api.app.close();
    }
  };
  const routesWith = (findings: Finding[], problem: RegExp): string[] =>
    [...new Set(findings.filter((finding) => problem.test(finding.problem)).map(({ route }) => route))].sort();
  const communityRoutes = (but: readonly string[] = []): string[] =>
    Object.entries(coverage)
      .filter(([route, cases]) => [cases].flat()[0]!.surface === 'community' && !but.includes(route))
      .map(([route]) => route)
      .sort();

  it('no SET ROLE', async () => {
    const findings = await report((builder) => builder.overrideProvider(TenantDatabase).useClass(WithoutRole));
    // The roles are the second line: nobody is shown another's rows, everybody is refused their own.
    expect(routesWith(findings, /^at home in heronxq: answered 500/)).toEqual(communityRoutes());
    expect(routesWith(findings, /^at home in otterxq: answered 500/)).toEqual(communityRoutes());
  }, 120_000);

  it('session SET for SET LOCAL', async () => {
    const findings = await report((builder) => builder.overrideProvider(TenantDatabase).useClass(ForTheSession));
    expect(routesWith(findings, /^at home in \w+: a connection is left as \w+_\d{6} in /)).toEqual(communityRoutes());
  }, 120_000);

  it('tenant taken from the token', async () => {
    const findings = await report((builder) => builder.overrideProvider(MemberAuthentication).useClass(TokenDecides));
    const lookAtNoToken = ['POST /v1/auth/login', 'POST /v1/auth/register'];
    const sameForAll = ['GET /assets/:name', 'GET /avatars/:name'];
    expect(routesWith(findings, /^the token of \w+ in \w+: /)).toEqual(
      communityRoutes([...lookAtNoToken, ...sameForAll]),
    );
    expect(routesWith(findings, /the answer holds what is otterxq's/)).toEqual(
      expect.arrayContaining([
        'GET /',
        'GET /media/*',
        'GET /post/:id',
        'GET /v1/post',
        'GET /v1/posts',
        'GET /v1/user/info',
        'GET /v1/user/messages',
      ]),
    );
    expect(routesWith(findings, /^the token of otterxq in heronxq: rows of otterxq change/)).toEqual(
      expect.arrayContaining([
        'DELETE /v1/post/comment',
        'POST /v1/post',
        'POST /v1/post/star',
        'POST /v1/user/follow',
      ]),
    );
  }, 120_000);

  it('cache key without tenant', async () => {
    const findings = await report((builder) => builder.overrideProvider(Cache).useClass(WithoutTenant));
    // What is remembered now: the figures of a community, how long its lists are, how many messages are unread.
    expect(routesWith(findings, /the answer does not show that it is \w+'s/)).toEqual(
      expect.arrayContaining(['GET /about', 'GET /v1/posts', 'GET /v1/user/msgcount/unread']),
    );
  }, 120_000);
});
