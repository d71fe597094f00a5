import { Injectable } from '@nestjs/common';
import { MasterKey } from './master-key.js';
import { open, seal } from './sealing.js';

/** Secrets of the platform itself, as its rows and tasks hold them; no community's box opens them, nor this one theirs. */
@Injectable()
export class PlatformSecretBox {
  constructor(private readonly masterKey: MasterKey) {}

  /** `purpose` must be the same when it is opened, so that one secret cannot be put in another's place. */
  seal(text: string, purpose: string): string {
    return seal(this.key(), text, purpose);
  }

  /** Throws when it was changed, or sealed for another purpose. */
  open(sealed: string, purpose: string): string {
    return open(this.key(), sealed, purpose);
  }

  private key() {
    return this.masterKey.derive('platform-secret-box');
  }
}
