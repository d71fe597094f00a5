import { randomUUID } from 'node:crypto';
import { type Row, TenantDatabase } from '#kernel/database';
import { TenantObjects } from '#kernel/objects';
import { type Tenant, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { MediaObjectsService } from '#community/media';
import type { TestCommunity } from './use-community.js';

export interface StoredFile {
  readonly id: number;
  /** Without the tenant's folder. */
  readonly path: string;
  readonly key: string;
}

export interface FileParts {
  readonly folder?: string;
  /** What is in the store beside the uploaded bytes, and in the row. */
  readonly variants?: readonly string[];
}

/** Files of a community put into its rows and its store by hand, each object of five bytes; and what became of them. */
export class StoredFiles {
  constructor(private readonly community: TestCommunity) {}

  async within<T>(work: () => Promise<T>): Promise<T> {
    const { app, host } = this.community;
    const tenant = (await app.get(TenantDirectory).findByHost(host)) as Tenant;
    return tenantScope.run(tenant, work);
  }
  sql<Columns = Row>(text: string, values: unknown[] = []): Promise<(Columns & Row)[]> {
    return this.within(() => this.community.app.get(TenantDatabase).query<Columns & Row>(text, values));
  }
  unit<T>(work: () => Promise<T>): Promise<T> {
    return this.within(() => this.community.app.get(TenantDatabase).transaction(work));
  }
  get store(): TenantObjects {
    return this.community.app.get(TenantObjects);
  }

  async put(...paths: readonly string[]): Promise<void> {
    for (const path of paths)
      await this.within(() => this.store.put(path, Buffer.from('bytes'), { type: 'image/png' }));
  }
  async take(...paths: readonly string[]): Promise<void> {
    await this.within(() => this.store.remove(...paths));
  }

  async make(ownerId: number, { folder = 'public/image', variants = [] }: FileParts = {}): Promise<StoredFile> {
    const path = `${folder}/${randomUUID()}.png`;
    const key = `t/${this.community.tenant.id}/${path}`;
    await this.put(path, ...variants.map((name) => `${path}-${name}`));
    const about = { contentType: 'image/png', size: 5, width: 1, height: 1 };
    await this.within(() => this.community.app.get(MediaObjectsService).keep(ownerId, key, about));
    const known = Object.fromEntries(
      variants.map((name) => [name, { type: 'image/png', size: 5, width: 1, height: 1 }]),
    );
    const [row] = await this.sql<{ id: number }>(
      `with changed as (
         update media_object set variants = $2, bytes = bytes + $3 where key = $1 returning id, owner_id),
       booked as (
         update media_usage set bytes = bytes + $3 from changed where member_id in (0, owner_id))
       select id from changed`,
      [key, JSON.stringify(known), variants.length * 5],
    );
    return { id: row!.id, path, key };
  }

  /** Of the community, as the store lists it. */
  async listed(): Promise<string[]> {
    return this.within(async () => {
      const keys: string[] = [];
      for await (const { key } of this.store.list()) keys.push(key);
      return keys.toSorted();
    });
  }
  async begun(): Promise<string[]> {
    return this.within(async () => {
      const keys: string[] = [];
      for await (const { key } of this.store.listBegun()) keys.push(key);
      return keys.toSorted();
    });
  }

  /** As if all files had been made so long ago. */
  async age(hours: number): Promise<void> {
    await this.sql(`update media_object set created_at = created_at - $1 * interval '1 hour'`, [hours]);
  }

  /** What is booked, and what there is; by members, 0 stands for all. */
  async usage(): Promise<{ booked: unknown; due: unknown }> {
    const [found] = await this.sql<{ booked: unknown; due: unknown }>(
      `select (select jsonb_object_agg(member_id, array[files, bytes]) from media_usage where files > 0 or bytes > 0) as booked,
              (select jsonb_object_agg(id, array[files, bytes])
                 from (select coalesce(owner_id, 0) as id, count(*) as files, sum(bytes) as bytes
                         from media_object group by rollup (owner_id) having count(*) > 0) there) as due`,
    );
    return found!;
  }
}
