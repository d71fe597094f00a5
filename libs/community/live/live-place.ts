import type { Tenant } from '#kernel/scope';
import type { LiveConnection } from './live-connection.js';

/** Who is connected of one community, by the signals that they wait for. */
export class LivePlace {
  readonly connections = new Set<LiveConnection>();
  private readonly byName = new Map<string, Set<LiveConnection>>();
  private guests = 0;

  constructor(readonly tenant: Tenant) {}

  get hasGuests(): boolean {
    return this.guests > 0;
  }

  add(connection: LiveConnection, names: Iterable<string>): void {
    this.connections.add(connection);
    if (connection.isGuest) this.guests += 1;
    for (const name of names) {
      const waiting = this.byName.get(name);
      if (waiting) waiting.add(connection);
      else this.byName.set(name, new Set([connection]));
    }
  }

  remove(connection: LiveConnection, names: Iterable<string>): void {
    this.connections.delete(connection);
    if (connection.isGuest) this.guests -= 1;
    for (const name of names) {
      const waiting = this.byName.get(name);
      waiting?.delete(connection);
      if (waiting?.size === 0) this.byName.delete(name);
    }
  }

  waitingFor(name: string): ReadonlySet<LiveConnection> {
    return this.byName.get(name) ?? nobody;
  }
}

const nobody: ReadonlySet<LiveConnection> = new Set();
