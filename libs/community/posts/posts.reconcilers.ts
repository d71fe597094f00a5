import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { CountsReconciler, DerivedState, type Mended } from '#kernel/jobs';
import { TopicCountsService } from '#community/topics';
import {
  postCounts,
  PostReconciliationRepository,
  type PostTopics,
  shareCounts,
} from './post-reconciliation.repository.js';
import { tagKey } from './post-tags.js';
import { PostTotals } from './post-totals.js';
import { PostsRepository } from './posts.repository.js';

@Injectable()
export class PostCountsReconciler extends CountsReconciler {
  readonly name = 'posts.counts';
  protected readonly counters = postCounts;
}

@Injectable()
export class PostSharesReconciler extends CountsReconciler {
  readonly name = 'posts.shares';
  protected readonly counters = shareCounts;
}

const batch = 500;
/** Each is mended for itself, by a few statements. */
const mostMended = 50;

/** Where each post stands in the timelines. It has a place in the search as well: `search.documents` comes later in a run. */
@Injectable()
export class PostPlacesReconciler extends DerivedState {
  readonly name = 'posts.places';
  readonly kind = 'counter';

  constructor(private readonly rows: PostReconciliationRepository) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    const { checked, last, wrong } = await this.rows.listMisplaced(after, batch);
    const repaired = wrong.length ? await this.rows.putInPlace(wrong) : 0;
    return { checked, repaired, next: checked < batch ? null : last };
  }
}

/** For which topics each post counts. What it does then to the topics' own counters, comes with it. */
@Injectable()
export class PostTopicsReconciler extends DerivedState {
  readonly name = 'posts.topics';
  readonly kind = 'counter';

  constructor(
    private readonly rows: PostReconciliationRepository,
    private readonly posts: PostsRepository,
    private readonly topics: TopicCountsService,
    private readonly totals: PostTotals,
  ) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    const { checked, last, posts } = await this.rows.listTopics(after, batch);
    const wrong = posts.filter(isWrong);
    const now = wrong.slice(0, mostMended);
    for (const { id } of now) await this.mendOne(id);
    if (now.length) this.totals.forget();
    if (wrong.length > now.length) {
      const { id, position } = now.at(-1)!;
      return { checked: position, repaired: now.length, next: id };
    }
    return { checked, repaired: now.length, next: checked < batch ? null : last };
  }

  private async mendOne(id: Id): Promise<void> {
    const [counted] = await this.posts.listTopics([id]); // locks it
    if (!counted) return;
    const tags = await this.rows.listTags(id);
    await this.rows.setTagKeys(id, tags.map(tagKey));
    await this.topics.recount([counted]);
  }
}

function isWrong({ tags, tagKeys, counts, countedKeys }: PostTopics): boolean {
  const keys = tags.map(tagKey);
  if (keys.length !== tagKeys.length || keys.some((key, place) => key !== tagKeys[place])) return true;
  const due = new Set(counts ? keys : []);
  return due.size !== countedKeys.length || countedKeys.some((key) => !due.has(key));
}
