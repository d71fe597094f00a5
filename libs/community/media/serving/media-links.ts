import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MasterKey } from '#kernel/crypto';
import { Clock } from '#kernel/database';
import { tenantScope } from '#kernel/scope';

/** The right to read one file of the tenant in scope for a while, as the query of its address. */
@Injectable()
export class MediaLinks {
  constructor(
    private readonly masterKey: MasterKey,
    private readonly clock: Clock,
  ) {}

  /** `path`: of the file in the tenant's store. */
  sign(path: string, seconds: number): string {
    const expires = this.clock.seconds() + seconds;
    return `e=${expires}&s=${this.signature(path, expires).toString('base64url')}`;
  }

  holds(path: string, { e, s }: { readonly e?: unknown; readonly s?: unknown }): boolean {
    if (typeof e !== 'string' || typeof s !== 'string' || !/^[1-9]\d{0,11}$/.test(e)) return false;
    const given = Buffer.from(s, 'base64url');
    const made = this.signature(path, Number(e));
    return given.length === made.length && timingSafeEqual(given, made) && Number(e) > this.clock.seconds();
  }

  private signature(path: string, expires: number): Buffer {
    const key = this.masterKey.derive('media-link', tenantScope.current().id);
    return createHmac('sha256', key).update(`${expires}\n${path}`).digest();
  }
}
