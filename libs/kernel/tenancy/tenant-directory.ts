import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clusters, Listener } from '#kernel/database';
import { Log } from '#kernel/logging';
import type { Tenant } from '#kernel/scope';
import { TenantSource } from './tenant-source.js';

/** A poll finds every change; a notification only makes it come at once. */
const pollEvery = 1_000;
const forgetUnknownAfter = 2_000;
export const tenantsChanged = 'paopao_tenants';

/**
 * The tenants this process has served, by host, id and role, kept in step with the platform's tables: a change is seen
 * in every process in less than two seconds. When the tables cannot be asked for that long, nothing remembered counts.
 */
@Injectable()
export class TenantDirectory implements BeforeApplicationShutdown {
  private readonly known = new LRUCache<string, Tenant>({ maxSize: 50_000, sizeCalculation: () => 1 });
  private readonly unknown = new LRUCache<string, true>({ max: 10_000, ttl: forgetUnknownAfter });
  private readonly loading = new Map<string, Promise<Tenant | null>>();
  private readonly keys = new Map<number, Set<string>>();
  private cursor: string | null = null;
  /** The versions the last answer named: what it names again is no news. */
  private heard = new Map<number, string>();
  private generation = 0;
  private askedAt = 0;
  private asking?: Promise<void>;
  private following?: Promise<void>;
  private timer?: NodeJS.Timeout;
  private listener?: Listener;

  constructor(
    private readonly source: TenantSource,
    private readonly clusters: Clusters,
    private readonly log: Log,
  ) {}

  async start(): Promise<void> {
    await this.refresh();
    const control = this.clusters.get(this.clusters.control);
    const changed = () => void this.refresh();
    this.listener = new Listener(control, tenantsChanged, { notified: changed, reconnected: changed }, this.log);
    await this.listener.start();
    this.timer = setInterval(changed, pollEvery).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.listener?.stop();
    await (this.following ?? this.asking);
  }

  /** Without waiting: the tenant, null for a host known to be nobody's, undefined when it has to be asked for. */
  peek(host: string): Tenant | null | undefined {
    return this.peekAt(hostKey(host));
  }

  /** The same, by the tenant's id. */
  peekById(id: number): Tenant | null | undefined {
    return this.peekAt(idKey(id));
  }

  async findByHost(host: string): Promise<Tenant | null> {
    return this.find(hostKey(host), () => this.source.findByHost(host));
  }

  async findById(id: number): Promise<Tenant | null> {
    return this.find(idKey(id), () => this.source.findById(id));
  }

  async findByRole(cluster: string, role: string): Promise<Tenant | null> {
    return this.find(`role:${cluster}:${role}`, () => this.source.findByRole(cluster, role));
  }

  /** Asks for what has changed, once at a time: calls during a running one wait for another that follows. */
  async refresh(): Promise<void> {
    if (this.asking) {
      this.following ??= this.asking.then(async () => {
        this.following = undefined;
        return this.refresh();
      });
      return this.following;
    }
    this.asking = this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async ask(): Promise<void> {
    const asked = Date.now();
    try {
      const { changes, cursor } = await this.source.changesSince(this.cursor);
      const news = changes.filter(({ id, version }) => this.heard.get(id) !== version);
      if (news.length) this.generation += 1; // what is being loaded now may be the state before
      for (const { id } of news) this.forget(id);
      if (news.length) this.unknown.clear();
      this.heard = new Map(changes.map(({ id, version }) => [id, version]));
      this.cursor = cursor;
      this.askedAt = asked;
    } catch (error) {
      this.log.warn('Changed tenants could not be asked for.', error as Error);
    }
  }

  private peekAt(key: string): Tenant | null | undefined {
    if (!this.fresh()) return undefined;
    return this.known.get(key) ?? (this.unknown.has(key) ? null : undefined);
  }

  private fresh(): boolean {
    return Date.now() - this.askedAt < 2 * pollEvery - 100;
  }

  private async find(key: string, load: () => Promise<Tenant | null>): Promise<Tenant | null> {
    if (this.fresh()) {
      const tenant = this.known.get(key);
      if (tenant) return tenant;
      if (this.unknown.has(key)) return null;
    }
    const running = this.loading.get(key);
    if (running) return running;
    const loaded = this.load(key, load).finally(() => this.loading.delete(key));
    this.loading.set(key, loaded);
    return loaded;
  }

  private async load(key: string, load: () => Promise<Tenant | null>): Promise<Tenant | null> {
    const { generation } = this;
    const tenant = await load();
    if (generation !== this.generation) return tenant; // right when read, but perhaps changed since: not kept
    if (tenant) this.remember(key, tenant);
    else this.unknown.set(key, true);
    return tenant;
  }

  private remember(key: string, tenant: Tenant): void {
    this.known.set(key, tenant);
    this.keys.set(tenant.id, (this.keys.get(tenant.id) ?? new Set()).add(key));
  }

  private forget(id: number): void {
    for (const key of this.keys.get(id) ?? []) this.known.delete(key);
    this.keys.delete(id);
  }
}

const hostKey = (host: string): string => `host:${host}`;
const idKey = (id: number): string => `id:${id}`;
