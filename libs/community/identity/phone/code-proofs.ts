import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MasterKey } from '#kernel/crypto';
import { tenantScope } from '#kernel/scope';

/** What is kept of a short code. Keyed, because six digits are soon found to a bare hash in a copy of the database. */
@Injectable()
export class CodeProofs {
  constructor(private readonly masterKey: MasterKey) {}

  /** `of`: what the code was given out for. */
  make(of: string, code: string): Buffer {
    const key = this.masterKey.derive('access-code', tenantScope.current().id);
    return createHmac('sha256', key).update(`${of}:${code}`).digest();
  }

  isRight(proof: Buffer, of: string, code: string): boolean {
    return timingSafeEqual(proof, this.make(of, code));
  }
}
