import { Injectable } from '@nestjs/common';
import { Cache, Freshness, hold, type Stamp } from '#kernel/cache';
import { type Page, SharedJson } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import type { Viewer } from '#community/identity';
import { followSlots, ViewerTiesService } from '#community/members';
import { PostPages } from './post-pages.js';
import type { Timeline } from './timeline-sources.queries.js';
import { TimelinesService } from './timelines.service.js';

/** What its pages are made of. */
export const timelineTables = ['post', 'member', 'setting'] as const;

interface GuestsPage {
  readonly json: string;
  /** Nothing that is quoted there is kept from guests, who perhaps are not the only ones that it is kept from. */
  readonly isForAll: boolean;
}

interface Making {
  readonly stamps: readonly Stamp[];
  readonly page: Promise<GuestsPage>;
}

/**
 * Timelines of all that is public, which all viewers have in common but for whom they follow: whoever asks at the same
 * time gets the same page, made once. Members get one of their own if somebody is hidden from them, or something that a
 * post of the page quotes from guests.
 */
@Injectable()
export class SharedTimelines {
  private readonly making = new Map<string, Making>();

  constructor(
    private readonly timelines: TimelinesService,
    private readonly pages: PostPages,
    private readonly ties: ViewerTiesService,
    private readonly freshness: Freshness,
    private readonly cache: Cache,
  ) {}

  /** Null: this viewer's page is not the common one. */
  async find(viewer: Viewer, timeline: Timeline, page: Page): Promise<SharedJson | null> {
    const isCommon = timeline.style === 'newest' || timeline.style === 'hots';
    if (viewer && !isCommon) return null;
    const ties = viewer && (await this.ties.of(viewer));
    if (ties && !ties.hidesNobody) return null;
    const made = await this.madeOnce(timeline, page);
    if (viewer && !made.isForAll) return null;
    if (!isCommon || !made.isForAll) return new SharedJson(made);
    return new SharedJson(made, { slotsIn: followSlots, ...(ties && { flagged: ties.follows }) });
  }

  private async madeOnce(timeline: Timeline, page: Page): Promise<GuestsPage> {
    if (!this.cache.holdsAny) return this.make(timeline, page);
    const key = JSON.stringify([tenantScope.current().id, timeline, page]);
    const running = this.making.get(key);
    if (running && hold(running.stamps)) return running.page;
    const making = { stamps: this.freshness.stamps(timelineTables), page: this.make(timeline, page) };
    this.making.set(key, making);
    try {
      return await making.page;
    } finally {
      if (this.making.get(key) === making) this.making.delete(key);
    }
  }

  private async make(timeline: Timeline, page: Page): Promise<GuestsPage> {
    const list = await this.timelines.list(null, timeline, page);
    const isForAll = list.cards.every(({ quotedId, quoted }) => quotedId === null || quoted);
    return { json: this.pages.json(list, page).json, isForAll };
  }
}
