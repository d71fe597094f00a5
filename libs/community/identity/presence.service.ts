import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Log } from '#kernel/logging';
import { scope, type Tenant, tenantScope } from '#kernel/scope';
import type { Member } from './member.js';
import { PresenceRepository } from './presence.repository.js';
import { SessionsRepository } from './sessions.repository.js';

export interface Presence {
  /** Members heard of in the last five minutes. */
  readonly now: number;
  /** The most there ever were. */
  readonly most: number;
}

const minute = 60_000;

/** Who is online. */
@Injectable()
export class PresenceService implements BeforeApplicationShutdown {
  private readonly notedSessions = new LRUCache<string, true>({
    maxSize: 100_000,
    sizeCalculation: () => 1,
    ttl: minute,
  });
  private readonly countedTenants = new LRUCache<number, true>({
    maxSize: 50_000,
    sizeCalculation: () => 1,
    ttl: minute,
  });
  private readonly writing = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly presence: PresenceRepository,
    private readonly log: Log,
  ) {}

  /** Notes, to the minute, that this session is in use. Nobody waits for it. */
  seen({ sessionId }: Member): void {
    const tenant = tenantScope.current();
    const key = `${tenant.id}:${sessionId}`;
    if (this.stopped || tenant.state !== 'active' || this.notedSessions.has(key)) return;
    this.notedSessions.set(key, true);
    // A scope of its own: what the request has open is not for this, and it may outlive the request.
    const writing = scope.run({ tenant }, () => this.note(tenant, sessionId));
    this.writing.add(writing);
    void writing.finally(() => this.writing.delete(writing));
  }

  async read(): Promise<Presence> {
    const now = await this.presence.countOnline();
    return { now, most: await this.presence.raiseMost(now) };
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.idle();
  }

  /** Resolves when what has been seen so far is noted. */
  async idle(): Promise<void> {
    await Promise.all(this.writing);
  }

  private async note(tenant: Tenant, sessionId: number): Promise<void> {
    try {
      await this.sessions.touch(sessionId);
      if (this.countedTenants.has(tenant.id)) return;
      this.countedTenants.set(tenant.id, true);
      await this.read();
    } catch (error) {
      this.log.warn('Who is online could not be noted.', error as Error);
    }
  }
}
