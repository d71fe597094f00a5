import { randomBytes } from 'node:crypto';
import { Config } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import { TenantDirectory } from '#kernel/tenancy';
import { OperationsRunner } from '#platform/provisioning';
import { DnsServer } from './dns-server.js';
import { makeTenant, type TestTenant } from './make-tenant.js';
import { type PlatformAnswer, type TestPlatform, usePlatform } from './use-platform.js';
import { testConfig } from './worker-cluster.js';

export interface DomainBody {
  readonly host: string;
  readonly unicode: string;
  readonly kind: string;
  readonly primary: boolean;
  readonly ownership: string;
  readonly certificate: string;
  readonly problem: string | null;
  readonly checked_at: string | null;
  readonly lapses_at: string | null;
  readonly records: { readonly type: string; readonly name: string; readonly value: string }[];
}

/** A platform whose DNS is the test's, and what operators do about domains there. */
export class TestDomains {
  dns!: DnsServer;

  constructor(readonly platform: TestPlatform) {}

  /** A domain that nobody else has. */
  newHost = (): string => `d${randomBytes(5).toString('hex')}.org`;
  tenant = (): Promise<TestTenant> => makeTenant(undefined, this.platform.app);

  async claim(tenant: TestTenant, host: string): Promise<DomainBody> {
    const { status, body } = await this.ask(tenant, 'POST', '', { host });
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body as unknown as DomainBody;
  }

  ask(tenant: TestTenant, method: 'POST' | 'DELETE', path: string, body?: object): Promise<PlatformAnswer> {
    return this.platform.admin.request(method, `/tenants/${tenant.id}/domains${path}`, body);
  }

  async list(tenant: TestTenant): Promise<DomainBody[]> {
    return (await this.platform.admin.get(`/tenants/${tenant.id}/domains`)).body.items as unknown as DomainBody[];
  }

  async find(tenant: TestTenant, host: string): Promise<DomainBody> {
    return (await this.list(tenant)).find((one) => one.host === host)!;
  }

  /** Enters the record that proves it, beside another one. */
  enter({ records: [record] }: DomainBody): void {
    this.dns.set(record!.name, { TXT: ['v=spf1 -all', record!.value] });
  }

  /** Claims it, enters the record and has it verified. */
  async own(tenant: TestTenant, host = this.newHost()): Promise<DomainBody> {
    this.enter(await this.claim(tenant, host));
    const { body } = await this.ask(tenant, 'POST', `/${host}/verify`);
    if (body['ownership'] !== 'verified') throw new Error(JSON.stringify(body));
    await this.refresh();
    return body as unknown as DomainBody;
  }

  /** As if so much time had passed for it; what is due then is done. */
  async pass({ id }: TestTenant, host: string, interval: string): Promise<void> {
    await this.sql(
      `update platform.domain set next_look_at = next_look_at - $3::interval, look_until = look_until - $3::interval,
              missing_since = missing_since - $3::interval, claimed_at = claimed_at - $3::interval
        where tenant_id = $1 and host = $2`,
      [id, host, interval],
    );
    await this.sql(`insert into jobs.task (kind, class, key) values ('domains.look', 'outbound', 'schedule')`);
    await this.platform.app.get(Dispatcher).settle();
    await this.refresh();
  }

  /** What a visitor of a host is answered. */
  async visit(host: string, url = '/', method: 'GET' | 'HEAD' | 'POST' = 'GET'): Promise<Visited> {
    const { statusCode, headers } = await this.platform.app.inject({ method, url, headers: { host } });
    const { location } = headers;
    return { status: statusCode, ...(typeof location === 'string' && { location }) };
  }

  /** So that this process knows at once. */
  refresh = (): Promise<void> => this.platform.app.get(TenantDirectory).refresh();
  /** Removes the communities whose time of grace is over. */
  purge = (): Promise<void> => this.platform.app.get(OperationsRunner).resume();

  async sql<R extends object>(text: string, values: unknown[] = []): Promise<R[]> {
    return (await this.platform.app.get(PlatformDatabase).query(text, values)) as R[];
  }
}

interface Visited {
  readonly status: number;
  readonly location?: string;
}

export function useDomains(settings: Readonly<Record<string, string>> = {}): TestDomains {
  beforeAll(async () => {
    domains.dns = await DnsServer.start();
  });
  const platform = usePlatform((builder) =>
    builder.overrideProvider(Config).useValue(testConfig(3000, { DNS_SERVERS: domains.dns.address, ...settings })),
  );
  const domains = new TestDomains(platform);
  afterAll(() => domains.dns?.stop());
  return domains;
}
