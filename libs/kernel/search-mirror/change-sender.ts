import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { Log } from '#kernel/logging';
import {
  type RefusedDocument,
  type SearchDocument,
  type SearchIndex,
  type SearchKind,
  searchKinds,
  SearchSource,
  type Tombstone,
} from '#kernel/search-index';
import { MirrorTargets, putFound } from './mirror-targets.js';
import { type SearchChange, SearchChangesRepository } from './search-changes.repository.js';
import { type FillPlace, SearchFillsRepository } from './search-fills.repository.js';

const atOnce = 500;

/** Brings what has changed in the tenant in scope to all indexes that are to have it. Not in a unit of work. */
@Injectable()
export class ChangeSender {
  constructor(
    private readonly changes: SearchChangesRepository,
    private readonly source: SearchSource,
    private readonly targets: MirrorTargets,
    private readonly fills: SearchFillsRepository,
    private readonly log: Log,
  ) {}

  /**
   * The oldest changes; answers whether there may be more. Throws `SearchStoreUnusable`, and then they stay. First the
   * changes are read, then the documents, then where they go to: a fill that is not seen there reads them itself. They are
   * gone when searches see what they have led to; what the store refuses stays, is put off, and noted.
   */
  async send(): Promise<boolean> {
    const changes = await this.changes.list(atOnce);
    if (changes.length === 0) return false;
    const found: (SearchDocument | Tombstone)[] = [];
    const missing: [SearchKind, Id[]][] = [];
    for (const [kind, ids] of byKind(changes)) {
      const read = await this.source.read(kind, ids);
      const known = new Set(read.map(({ id }) => id));
      found.push(...read);
      missing.push([kind, ids.filter((id) => !known.has(id))]);
    }
    const refused = (await this.targets.list()).map(async ({ place, index }) => {
      const refusedHere = await putFound(index, found);
      await discard(index, missing);
      await this.noteRefused(place, refusedHere);
      return refusedHere;
    });
    await this.changes.remove(changes, (await Promise.all(refused)).flat());
    return changes.length === atOnce;
  }

  /** Until nothing is left, or this long. */
  async sendAll(most: number): Promise<void> {
    const end = performance.now() + most;
    while ((await this.send()) && performance.now() < end);
  }

  /** Without its reason in full, which may cite what members have written. */
  private async noteRefused({ index, refusal }: FillPlace, refused: readonly RefusedDocument[]): Promise<void> {
    const [first] = refused;
    const noted = first ? `${refused.length}: ${first.kind} ${first.id}, ${first.reason.split(':')[0]}` : null;
    if (noted === refusal) return;
    if (noted) this.log.warn('The store refuses documents. They cannot be found there.', { index, refused: noted });
    await this.fills.noteRefusal(index, noted);
  }
}

/** Of rows that are gone there is nothing that could be put later. */
async function discard(index: SearchIndex, missing: readonly [SearchKind, readonly Id[]][]): Promise<void> {
  for (const [kind, ids] of missing) if (ids.length) await index.discard(kind, ids);
}

const byKind = (changes: readonly SearchChange[]): [SearchKind, Id[]][] =>
  searchKinds
    .map((kind): [SearchKind, Id[]] => [kind, changes.flatMap((change) => (change.kind === kind ? change.id : []))])
    .filter(([, ids]) => ids.length > 0);
