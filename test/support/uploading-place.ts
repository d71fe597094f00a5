import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TestingModuleBuilder } from '@nestjs/testing';
import { Config } from '#kernel/config';
import { type Row, TenantDatabase } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import { TenantObjects } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { makeTenant, type TestTenant } from './make-tenant.js';
import { Person } from './person.js';
import { listenAnywhere } from './raw-request.js';
import { bootApi, type Change } from './use-community.js';

/** A community, and several processes that serve it. */
export class Place {
  private constructor(
    readonly tenant: TestTenant,
    readonly apps: readonly NestFastifyApplication[],
    readonly ports: readonly number[],
  ) {}

  static async open(config: Config, changes: readonly Change[]): Promise<Place> {
    const configured = (builder: TestingModuleBuilder) => builder.overrideProvider(Config).useValue(config);
    const apps: NestFastifyApplication[] = [];
    for (const change of changes) apps.push((await bootApi((builder) => change(configured(builder)))).app);
    const ports = await Promise.all(apps.map(listenAnywhere));
    return new Place(await makeTenant(undefined, apps[0]), apps, ports);
  }

  member(name: string): Promise<Person> {
    return new Person(this.apps[0]!, this.tenant.host).register(name);
  }

  async inside<T>(work: () => Promise<T>): Promise<T> {
    return tenantScope.run((await this.apps[0]!.get(TenantDirectory).findByHost(this.tenant.host))!, work);
  }

  sql<R extends Row = Row>(text: string, values: unknown[] = []): Promise<R[]> {
    return this.inside(() => this.apps[0]!.get(TenantDatabase).query<R>(text, values));
  }

  /** What the store has of the community: objects, and parts that were begun. */
  stored(): Promise<string[]> {
    return this.inside(async () => {
      const store = this.apps[0]!.get(TenantObjects);
      const keys: string[] = [];
      for await (const { key } of store.list()) keys.push(key);
      for await (const { key } of store.listBegun()) keys.push(`${key}, begun`);
      return keys.toSorted();
    });
  }

  /** As if there had been no uploads. */
  async clear(): Promise<void> {
    await this.settle();
    await this.sql('delete from media_object');
    await this.sql('delete from media_usage');
    await this.inside(async () => {
      const store = this.apps[0]!.get(TenantObjects);
      for await (const { key } of store.list()) await store.remove(key);
      for await (const { key, id } of store.listBegun()) await store.abortParts(key, id);
    });
  }

  /** By its own address, as whoever shows it. */
  async read(url: string, person: Person): Promise<Buffer> {
    const { pathname, search } = new URL(url);
    const headers = { host: this.tenant.host, authorization: `Bearer ${person.token}` };
    return (await this.apps[0]!.inject({ url: pathname + search, headers })).rawPayload;
  }

  settle(): Promise<void> {
    return this.apps[0]!.get(Dispatcher).settle();
  }

  async close(): Promise<void> {
    for (const app of this.apps) await app.close();
  }
}

/** A folder of one's own, until the end of the file. */
export function useFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'paopao-resumable-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
