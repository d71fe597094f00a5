import { Injectable } from '@nestjs/common';
import type { Member } from './member.js';

export interface Presence {
  /** Members heard of in the last five minutes. */
  readonly now: number;
  /** The most there ever were. */
  readonly most: number;
}

/** Who is online. */
@Injectable()
export class PresenceService {
  /** Notes, to the minute, that this session is in use. Nobody waits for it. */
  seen(_member: Member): void {
    throw new Error('Presence is not noted yet.');
  }

  async read(): Promise<Presence> {
    throw new Error('Presence is not noted yet.');
  }
}
