import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { type Tenant, tenantScope } from '#kernel/scope';
import { type ByteRange, type ObjectInfo, ObjectStore, type OpenObject } from './object-store.js';

/** The folder of everything a tenant keeps. */
export const tenantFolder = ({ id }: Pick<Tenant, 'id'>): string => `t/${id}/`;

/** The objects of the tenant in scope, and no others: each key is one below the tenant's folder. */
@Injectable()
export class TenantObjects {
  constructor(private readonly store: ObjectStore) {}

  put(key: string, content: Uint8Array | Readable, about: { type: string }): Promise<void> {
    return this.store.put(this.full(key), content, about);
  }
  find(key: string): Promise<ObjectInfo | null> {
    return this.store.find(this.full(key));
  }
  open(key: string, range?: ByteRange): Promise<OpenObject | null> {
    return this.store.open(this.full(key), range);
  }
  remove(key: string): Promise<void> {
    return this.store.remove(this.full(key));
  }
  async *list(prefix = ''): AsyncIterable<string> {
    const folder = this.full('');
    for await (const key of this.store.list(folder + prefix)) yield key.slice(folder.length);
  }

  private full(key: string): string {
    return tenantFolder(tenantScope.current()) + key;
  }
}
