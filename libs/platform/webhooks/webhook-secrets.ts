import { Injectable } from '@nestjs/common';
import { MasterKey, randomSecret } from '#kernel/crypto';
import { secretOf } from './webhook-signature.js';

/** What a webhook's messages are signed with. Made from the master key and a salt, so that rows hold nothing to steal. */
@Injectable()
export class WebhookSecrets {
  constructor(private readonly masterKey: MasterKey) {}

  newSalt(): string {
    return randomSecret();
  }

  of(salt: string): string {
    return secretOf(Buffer.from(this.masterKey.token('webhook', salt), 'base64url'));
  }
}
