import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { type Tenant, tenantScope } from '#kernel/scope';
import {
  type ByteRange,
  type FormRules,
  type ListedObject,
  type ObjectInfo,
  type ObjectPart,
  ObjectStore,
  type OpenObject,
  type SignedForm,
  type SignedReading,
} from './object-store.js';

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
  copy(from: string, to: string): Promise<boolean> {
    return this.store.copy(this.full(from), this.full(to));
  }
  remove(...keys: readonly string[]): Promise<void> {
    return this.store.remove(...keys.map((key) => this.full(key)));
  }
  async *list(prefix = ''): AsyncIterable<ListedObject> {
    const folder = this.full('');
    for await (const { key, ...about } of this.store.list(folder + prefix))
      yield { ...about, key: key.slice(folder.length) };
  }
  beginParts(key: string, about: { type: string }): Promise<string> {
    return this.store.beginParts(this.full(key), about);
  }
  putPart(key: string, id: string, number: number, content: Uint8Array): Promise<ObjectPart> {
    return this.store.putPart(this.full(key), id, number, content);
  }
  completeParts(key: string, id: string, parts: readonly ObjectPart[]): Promise<void> {
    return this.store.completeParts(this.full(key), id, parts);
  }
  abortParts(key: string, id: string): Promise<void> {
    return this.store.abortParts(this.full(key), id);
  }
  async *listBegun(prefix = ''): ReturnType<ObjectStore['listBegun']> {
    const folder = this.full('');
    for await (const { key, ...about } of this.store.listBegun(folder + prefix))
      yield { ...about, key: key.slice(folder.length) };
  }
  signForm(key: string, rules: FormRules, origin: string): Promise<SignedForm> {
    return this.store.signForm(this.full(key), rules, origin);
  }
  signReading(key: string, reading: SignedReading, origin: string): Promise<string> {
    return this.store.signReading(this.full(key), reading, origin);
  }

  private full(key: string): string {
    return tenantFolder(tenantScope.current()) + key;
  }
}
