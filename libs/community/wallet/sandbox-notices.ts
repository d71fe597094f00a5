import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MasterKey } from '#kernel/crypto';
import { tenantScope } from '#kernel/scope';
import type { NoticeFields } from './payment-notice.js';

/** Signs notices as a provider would, with a key of the community in scope that never leaves this deployment. */
@Injectable()
export class SandboxNotices {
  constructor(private readonly masterKey: MasterKey) {}

  sign(fields: NoticeFields): NoticeFields {
    return { ...fields, sign: this.signatureOf(fields).toString('base64url') };
  }

  isGenuine({ sign = '', ...fields }: NoticeFields): boolean {
    const [given, right] = [Buffer.from(sign, 'base64url'), this.signatureOf(fields)];
    return given.length === right.length && timingSafeEqual(given, right);
  }

  private signatureOf(fields: NoticeFields): Buffer {
    const signed = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1));
    const key = this.masterKey.derive('sandbox-payment', tenantScope.current().id);
    return createHmac('sha256', key).update(JSON.stringify(signed)).digest();
  }
}
