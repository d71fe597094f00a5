import { Injectable } from '@nestjs/common';
import { tenantScope } from '#kernel/scope';
import { MasterKey } from './master-key.js';
import { open, seal } from './sealing.js';

/** Secrets of the community in scope, as rows hold them: AES-256-GCM under a key of its own, never the same text twice. */
@Injectable()
export class SecretBox {
  constructor(private readonly masterKey: MasterKey) {}

  /** `purpose` must be the same when it is opened, so that one secret cannot be put in another's place. */
  seal(text: string, purpose: string): string {
    return seal(this.key(), text, purpose);
  }

  /** Throws when it was changed, or sealed for another community or purpose. */
  open(sealed: string, purpose: string): string {
    return open(this.key(), sealed, purpose);
  }

  private key() {
    return this.masterKey.derive('secret-box', tenantScope.current().id);
  }
}
