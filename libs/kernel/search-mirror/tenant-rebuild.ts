import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { On, Outbox } from '#kernel/jobs';
import { putFound, SearchIndex, type SearchKind, searchKinds, SearchSource } from '#kernel/search-index';
import { MirrorReconciler } from './mirror.reconciler.js';
import { rebuildKey, rebuildTask, SearchRebuildRequested } from './tenant-rebuild.events.js';
import { TenantRebuildRepository } from './tenant-rebuild.repository.js';

const batch = 500;

/** Puts everything of the community in scope into its index again, in place, while it is searched and written. */
@Injectable()
export class TenantRebuild {
  constructor(
    private readonly db: TenantDatabase,
    private readonly source: SearchSource,
    private readonly index: SearchIndex,
    private readonly repository: TenantRebuildRepository,
    private readonly mirror: MirrorReconciler,
    private readonly outbox: Outbox,
  ) {}

  /** Has it done by tasks. One that is under way goes on, and no other begins. */
  async request(): Promise<void> {
    await this.db.transaction(async () => {
      if (!(await this.repository.isUnderWay())) this.outbox.add(new SearchRebuildRequested(searchKinds[0], 0));
    });
  }

  /** Each batch is a task of its own, which hands over to the next as it ends: what breaks off goes on from there. */
  @On(SearchRebuildRequested, {
    task: rebuildTask,
    class: 'maintenance',
    key: ({ runId, kind, afterId }) => (runId === undefined ? `${kind ?? ''} ${afterId}` : rebuildKey(runId)),
  })
  async handle({ kind = searchKinds[0], afterId, runId }: SearchRebuildRequested): Promise<void> {
    const { documents, last } = await this.putNext(kind, afterId);
    const following = last === null ? searchKinds[searchKinds.indexOf(kind) + 1] : kind;
    if (runId !== undefined) await this.repository.note(runId, { documents, isLast: following === undefined });
    if (following === undefined) await this.mirror.mend(); // what only the store has of former times was listed by nobody
    else this.outbox.add(new SearchRebuildRequested(following, last ?? 0, runId));
  }

  /** The next ones behind `afterId`; `last` is how far it got, null when there is nothing behind it. */
  private async putNext(kind: SearchKind, afterId: Id): Promise<{ documents: number; last: Id | null }> {
    const found = await this.source.list(kind, afterId, batch);
    const indexed = await this.index.listIds(kind, afterId, batch);
    const last = Math.min(endOf(found.map(({ id }) => id)), endOf(indexed));
    const due = found.filter(({ id }) => id <= last);
    await putFound(this.index, due);
    const rows = new Set(due.map(({ id }) => id));
    await this.discardForeign(
      kind,
      indexed.filter((id) => id <= last && !rows.has(id)),
    );
    return { documents: due.length, last: last === Infinity ? null : last };
  }

  /** Those that no row stands for; some may have got theirs since the rows were listed. */
  private async discardForeign(kind: SearchKind, ids: readonly Id[]): Promise<void> {
    if (ids.length === 0) return;
    const rows = new Set((await this.source.read(kind, ids)).map(({ id }) => id));
    const foreign = ids.filter((id) => !rows.has(id));
    if (foreign.length > 0) await this.index.discard(kind, foreign);
  }
}

/** Up to which id a batch has all there are. */
const endOf = (ids: readonly Id[]): number => (ids.length < batch ? Infinity : ids.at(-1)!);
