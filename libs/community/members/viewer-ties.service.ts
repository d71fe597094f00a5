import { Injectable } from '@nestjs/common';
import { Cache, Freshness, hold, type Sized, type Stamp } from '#kernel/cache';
import type { Id } from '#kernel/database';
import type { Member } from '#community/identity';
import { ViewerTiesQueries } from './viewer-ties.queries.js';

/** What makes a list of public posts another one for a member than for guests. */
export interface ViewerTies {
  readonly follows: ReadonlySet<Id>;
  /** Nobody's posts are left out for them: muted, blocked or blocking. */
  readonly hidesNobody: boolean;
}

interface Known extends Sized {
  readonly ties: ViewerTies;
  readonly stamps: readonly Stamp[];
}

const tables = ['relation'];
const bytesEach = 48;

@Injectable()
export class ViewerTiesService {
  constructor(
    private readonly queries: ViewerTiesQueries,
    private readonly cache: Cache,
    private readonly freshness: Freshness,
  ) {}

  async of(viewer: Member): Promise<ViewerTies> {
    const known = this.peek(viewer);
    if (known) return known;
    const stamps = this.freshness.stamps(tables);
    const { follows, hidesNobody } = await this.queries.find(viewer.id);
    const ties = { follows: new Set(follows), hidesNobody };
    this.cache.hold<Known>(keyOf(viewer), { ties, stamps, size: follows.length * bytesEach });
    return ties;
  }

  /** Without waiting; undefined when the database has to be asked. */
  peek(viewer: Member): ViewerTies | undefined {
    const known = this.cache.held<Known>(keyOf(viewer));
    return known && hold(known.stamps) ? known.ties : undefined;
  }
}

const keyOf = ({ id }: Member): string => `ties:${id}`;
