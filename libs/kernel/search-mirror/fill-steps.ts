import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { Log } from '#kernel/logging';
import { isTombstone, searchKinds, SearchSource } from '#kernel/search-index';
import { ChangeSender } from './change-sender.js';
import { FillComparison } from './fill-comparison.js';
import { MirrorTargets, putFound } from './mirror-targets.js';
import { SearchChangesRepository } from './search-changes.repository.js';
import { type FillProgress, type SearchFill, SearchFillsRepository } from './search-fills.repository.js';

const atOnce = 500;
/** What differs after so many is on its way as a change: no reason to compare for ever while members write. */
const mostComparisons = 3;
const sendWithin = 5_000;

/** What remains to be done of a fill; null: nothing, it has all there is. */
type Onward = FillProgress | null;

/** Puts what there is of the tenant in scope into an index, and compares it afterwards. */
@Injectable()
export class FillSteps {
  constructor(
    private readonly fills: SearchFillsRepository,
    private readonly source: SearchSource,
    private readonly targets: MirrorTargets,
    private readonly comparison: FillComparison,
    private readonly changes: SearchChangesRepository,
    private readonly sender: ChangeSender,
    private readonly db: TenantDatabase,
    private readonly log: Log,
  ) {}

  /** One step; answers whether there is another. Throws `SearchStoreUnusable`. Not in a unit of work. */
  async take(index: string): Promise<boolean> {
    const fill = await this.fills.findOpen(index);
    if (!fill) return false;
    return fill.comparison === 0 ? this.put(fill) : this.compare(fill);
  }

  private async put(fill: SearchFill): Promise<boolean> {
    const { kind, afterId } = fill;
    const found = await this.source.list(kind, afterId, atOnce);
    const refused = await putFound(this.targets.indexOf(fill), found);
    const documents = fill.documents + found.filter((one) => !isTombstone(one)).length - refused.length;
    const last = found.length < atOnce ? null : found.at(-1)!.id;
    return this.note(fill, behind({ ...fill, documents }, last) ?? compareFrom({ ...fill, documents }, 1), refused);
  }

  private async compare(fill: SearchFill): Promise<boolean> {
    const { kind, comparison } = fill;
    const { differing, last } = await this.comparison.next(fill);
    const sum = fill.differing + differing.length;
    const onward = behind({ ...fill, differing: sum }, last);
    const changed = differing.map((id) => ({ kind, id }));
    if (onward || sum === 0) return this.note(fill, onward, changed);
    await this.db.transaction(async () => this.changes.note(changed));
    await this.sender.sendAll(sendWithin);
    this.log.warn('An index did not have all there is; what differed was put.', { index: fill.index, documents: sum });
    return this.note(fill, comparison < mostComparisons ? compareFrom(fill, comparison + 1) : null);
  }

  /** Together with what has to be sent again; what was refused is put off then. */
  private async note(
    fill: SearchFill,
    onward: Onward,
    changed: readonly { kind: SearchFill['kind']; id: number }[] = [],
  ): Promise<boolean> {
    const isSame = await this.db.transaction(async () => {
      this.changes.note(changed);
      return this.fills.advance(fill, onward ?? { ...fill, comparison: 0 }, onward === null);
    });
    return isSame ? onward !== null : true; // somebody else has changed it: see what it is now
  }
}

/** What follows on the last id that was looked at, null when nothing does. */
function behind(fill: FillProgress, last: number | null): Onward {
  if (last !== null) return { ...fill, afterId: last };
  const kind = searchKinds[searchKinds.indexOf(fill.kind) + 1];
  return kind ? { ...fill, kind, afterId: 0 } : null;
}

const compareFrom = ({ documents }: FillProgress, comparison: number): FillProgress => ({
  kind: searchKinds[0],
  afterId: 0,
  documents,
  comparison,
  differing: 0,
});
