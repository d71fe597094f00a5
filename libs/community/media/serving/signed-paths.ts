import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { MasterKey } from '#kernel/crypto';
import { Clock } from '#kernel/database';
import { tenantScope } from '#kernel/scope';

const hour = 3600;
const form = /^~([1-9a-z][0-9a-z]{0,9})\.([\w-]{24})\/(.+)$/;

/** A path with the right to read it in front. */
export interface SignedPath {
  /** Unix seconds. */
  readonly expires: number;
  readonly signature: string;
  /** What it is said to be signed for: the file, or a variant of it. */
  readonly path: string;
}

/**
 * The right to read one file of the tenant in scope, and what was made of it, for one to two hours: as the first part of
 * its path, so that clients can add a query. Within an hour it is the same each time, or no browser could keep the file.
 */
@Injectable()
export class SignedPaths {
  /** By tenant: deriving one takes longer than signing. */
  private readonly keys = new LRUCache<number, KeyObject>({ max: 1_000 });

  constructor(
    private readonly masterKey: MasterKey,
    private readonly clock: Clock,
  ) {}

  /** `path`: of the file in the tenant's store. */
  sign(path: string): string {
    const expires = (Math.floor(this.clock.seconds() / hour) + 2) * hour;
    return `~${expires.toString(36)}.${this.signature(path, expires).toString('base64url')}/${path}`;
  }

  /** Undefined for a path that is not signed, `invalid` for one that is meant to be and cannot. Nothing is checked. */
  static parse(given: string): SignedPath | 'invalid' | undefined {
    if (!given.startsWith('~')) return undefined;
    const [, expires, signature, path] = form.exec(given) ?? [];
    if (expires === undefined || signature === undefined || path === undefined) return 'invalid';
    return { expires: parseInt(expires, 36), signature, path };
  }

  /** `path`: of the file, also where a variant was asked for. Answers for how many seconds it still holds; 0: not at all. */
  secondsLeft({ expires, signature }: SignedPath, path: string): number {
    const [given, made] = [Buffer.from(signature, 'base64url'), this.signature(path, expires)];
    if (given.length !== made.length || !timingSafeEqual(given, made)) return 0;
    return Math.max(0, expires - this.clock.seconds());
  }

  /** 144 bits of it are more than anybody can try within two hours. */
  private signature(path: string, expires: number): Buffer {
    const tenant = tenantScope.current().id;
    const key = this.keys.get(tenant) ?? this.masterKey.derive('media-path', tenant);
    this.keys.set(tenant, key);
    return createHmac('sha256', key).update(`${expires}\n${path}`).digest().subarray(0, 18);
  }
}
