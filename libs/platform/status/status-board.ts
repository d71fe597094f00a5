import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#kernel/database';
import { Log } from '#kernel/logging';
import { scope, type Tenant } from '#kernel/scope';
import { concerns } from './affects.js';
import { BoardQueries } from './board.queries.js';
import { type Announcement, type Board, type Incident, type Maintenance, phaseOf } from './notices.js';

const lookEvery = 1_000;

/** What stands on it for one community, or for somebody who is in none. */
export interface Notices extends Board {
  readonly now: Date;
}

/** What those who read pages are told at once, wherever they are. */
export interface Pressing {
  readonly incidents: readonly Incident[];
  /** Planned or running; the next one first. */
  readonly maintenances: readonly Maintenance[];
  readonly announcements: readonly Announcement[];
}

/**
 * What operators say, as this process knows it: a change is seen in less than two seconds, and pages ask nothing. While the
 * database is away, what was said before stands.
 */
@Injectable()
export class StatusBoard implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private board: Board = { incidents: [], maintenances: [], announcements: [] };
  private version = 0;
  private looking: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isTroubled = false;

  constructor(
    private readonly queries: BoardQueries,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void scope.run({}, () => this.look()), lookEvery).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** `tenant`: null for somebody who is in no community. */
  of(tenant: Tenant | null): Notices {
    const concerned = <N extends Incident | Maintenance | Announcement>(all: readonly N[]): readonly N[] =>
      all.length === 0 ? all : all.filter(({ affects }) => concerns(affects, tenant));
    const { incidents, maintenances, announcements } = this.board;
    return {
      now: this.clock.now(),
      incidents: concerned(incidents),
      maintenances: concerned(maintenances),
      announcements: concerned(announcements),
    };
  }

  pressingFor(tenant: Tenant): Pressing {
    const { now, incidents, maintenances, announcements } = this.of(tenant);
    const ahead = maintenances.filter((one) => ['planned', 'running'].includes(phaseOf(one, now)));
    return {
      incidents: incidents.filter(({ resolvedAt }) => resolvedAt === null),
      maintenances: ahead.toReversed(),
      announcements: announcements.filter(({ until }) => until > now),
    };
  }

  /** Once at a time; asks for all of it only after a change. */
  async look(): Promise<void> {
    this.looking ??= this.ask().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async ask(): Promise<void> {
    try {
      const version = await this.queries.version();
      if (version !== this.version) this.board = await this.queries.read();
      this.version = version; // what has changed since is asked for the next time
      this.isTroubled = false;
    } catch (error) {
      if (!this.isTroubled) this.log.warn('What operators say could not be asked for.', error as Error);
      this.isTroubled = true;
    }
  }
}
