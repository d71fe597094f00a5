import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Broadcast, Clusters, type Deferral, Listener, PlatformDatabase, TenantDatabase } from '#kernel/database';
import { Log } from '#kernel/logging';
import { scope, tenantScope } from '#kernel/scope';

const channel = 'paopao_signals';

export interface Hearing {
  given(tenantId: number, name: string): void;
  /** From here on signals are heard. */
  heard(): void;
  /** From here on signals are missed, until the process hears again. */
  lost(): void;
}

/**
 * Says to all processes, this one included, that something of a community may be new, by a name of it that its room
 * chose: `posts`, `comments:12`. No more than that: whoever hears one asks as ever, by what knows who may see what. Only
 * ever a hint, given after the commit; one that gets lost has to cost nothing but time. Each begins with the tenant of
 * the scope, put there inside.
 */
@Injectable()
export class Signals implements BeforeApplicationShutdown {
  private readonly broadcast: Broadcast;
  private listener: Listener | undefined;

  constructor(
    platform: PlatformDatabase,
    private readonly tenants: TenantDatabase,
    private readonly clusters: Clusters,
    private readonly log: Log,
  ) {
    const failed = 'Other processes could not be told what is new; who looks finds it later.';
    this.broadcast = new Broadcast(platform, { channel, failed }, log);
  }

  /** Of what has been committed. */
  give(name: string): void {
    this.broadcast.tell(signalOf(name));
  }

  /** In the unit of work that makes it new; not if that is undone. */
  giveAfterCommit(name: string): void {
    this.tenants.defer(this.committed, signalOf(name));
  }

  /** Begins to listen, once: a process in which nobody does needs no connection for it. */
  async hear(on: Hearing): Promise<void> {
    const listener = new Listener(
      this.clusters.get(this.clusters.control),
      channel,
      { notified: (payload) => tell(on, payload), reconnected: () => on.heard(), lost: () => on.lost() },
      this.log,
    );
    this.listener = listener;
    await scope.run({}, () => listener.start());
  }

  get hears(): boolean {
    return this.listener?.alive ?? false;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.broadcast.finish();
    await this.listener?.stop();
  }

  private readonly committed: Deferral<string> = {
    afterCommit: (signals) => signals.forEach((signal) => this.broadcast.tell(signal)),
  };
}

const signalOf = (name: string): string => `${tenantScope.current().id} ${name}`;

function tell(on: Hearing, payload: string): void {
  for (const line of payload.split('\n')) {
    const [tenantId = '', name = ''] = line.split(' ');
    on.given(Number(tenantId), name);
  }
}
