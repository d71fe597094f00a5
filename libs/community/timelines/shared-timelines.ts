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

interface Making {
  readonly stamps: readonly Stamp[];
  readonly page: Promise<string>;
}

/**
 * Timelines of all that is public, which all viewers have in common but for whom they follow: whoever asks at the same
 * time gets the same page, made once. Only members from whom somebody is hidden get one of their own.
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
    const json = { json: await this.madeOnce(timeline, page) };
    if (!isCommon) return new SharedJson(json);
    return new SharedJson(json, { slotsIn: followSlots, ...(ties && { flagged: ties.follows }) });
  }

  private async madeOnce(timeline: Timeline, page: Page): Promise<string> {
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

  private async make(timeline: Timeline, page: Page): Promise<string> {
    return this.pages.json(await this.timelines.list(null, timeline, page), page).json;
  }
}
