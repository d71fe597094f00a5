import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { SearchSource, SearchStore } from '#kernel/search-index';
import { compare, verdictOf } from './comparison.js';
import { MirrorTargets } from './mirror-targets.js';
import { OwnDigestsQueries } from './own-digests.queries.js';
import { SearchChangesRepository } from './search-changes.repository.js';
import type { SearchFill } from './search-fills.repository.js';

const atOnce = 2_000;

export interface ComparedPart {
  /** What is not right in the store; to be noted as changed. */
  readonly differing: readonly Id[];
  /** Null when this was the last of its kind. */
  readonly last: Id | null;
}

/** Whether an index has what the tenant's own one has. Not in a unit of work. */
@Injectable()
export class FillComparison {
  constructor(
    @Inject(SearchStore) private readonly store: SearchStore | null,
    private readonly own: OwnDigestsQueries,
    private readonly changes: SearchChangesRepository,
    private readonly source: SearchSource,
    private readonly targets: MirrorTargets,
  ) {}

  /**
   * The next part. What is on its way is left aside; and of what seems to differ the rows decide, because the own index
   * may be the one that is behind. What the store has of the future, or of nothing, is forgotten here.
   */
  async next(fill: SearchFill): Promise<ComparedPart> {
    const { index: name, kind, afterId } = fill;
    const index = this.targets.indexOf(fill);
    const stored = await this.store!.listDigests({ name }, kind, afterId, atOnce);
    const own = await this.own.list(kind, afterId, atOnce);
    const { suspects, last } = compare(own, stored, atOnce);
    if (suspects.length === 0) return { differing: [], last };
    const open = new Set(await this.changes.listOpen(kind, suspects));
    const found = new Map((await this.source.read(kind, suspects)).map((one) => [one.id, one]));
    const kept = new Map(stored.map((one) => [one.id, one]));
    const verdicts = suspects
      .filter((id) => !open.has(id))
      .map((id) => [id, verdictOf(found.get(id), kept.get(id))] as const);
    const discarded = verdicts.filter(([, verdict]) => verdict === 'discard').map(([id]) => id);
    if (discarded.length > 0) await index.discard(kind, discarded);
    return { differing: verdicts.filter(([, verdict]) => verdict !== 'right').map(([id]) => id), last };
  }
}
