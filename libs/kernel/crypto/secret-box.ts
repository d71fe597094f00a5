import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { tenantScope } from '#kernel/scope';
import { MasterKey } from './master-key.js';

const version = 'v1:';

/** Secrets of the community in scope, as rows hold them: AES-256-GCM under a key of its own, never the same text twice. */
@Injectable()
export class SecretBox {
  constructor(private readonly masterKey: MasterKey) {}

  /** `purpose` must be the same when it is opened, so that one secret cannot be put in another's place. */
  seal(text: string, purpose: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key(), nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return version + sealed.toString('base64');
  }

  /** Throws when it was changed, or sealed for another community or purpose. */
  open(sealed: string, purpose: string): string {
    if (!sealed.startsWith(version)) throw new Error('This secret was not sealed here.');
    const bytes = Buffer.from(sealed.slice(version.length), 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.key(), bytes.subarray(0, 12)).setAAD(Buffer.from(purpose));
    decipher.setAuthTag(bytes.subarray(-16));
    return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
  }

  private key() {
    return this.masterKey.derive('secret-box', tenantScope.current().id);
  }
}
