import { Global, Module } from '@nestjs/common';
import { SearchIndex } from '#kernel/search-index';
import { ChangeSender } from './change-sender.js';
import { FillComparison } from './fill-comparison.js';
import { FillIndex } from './fill-index.handler.js';
import { FillSteps } from './fill-steps.js';
import { HomeCare } from './home-care.js';
import { IndexBuildsRepository } from './index-builds.repository.js';
import { IndexBuilds } from './index-builds.js';
import { MirrorMetrics } from './mirror-metrics.js';
import { MirrorReconciler } from './mirror.reconciler.js';
import { MirrorTargets } from './mirror-targets.js';
import { MirrorUpkeepRepository } from './mirror-upkeep.repository.js';
import { MirroredSearchIndex } from './mirrored.search-index.js';
import { OwnDigestsQueries } from './own-digests.queries.js';
import { SearchChangesRepository } from './search-changes.repository.js';
import { SearchFillsRepository } from './search-fills.repository.js';
import { SearchHomesRepository } from './search-homes.repository.js';
import { SearchKeeper } from './search-keeper.js';
import { SearchRunsRepository } from './search-runs.repository.js';
import { SearchRuns } from './search-runs.js';
import { SearchStatusQueries } from './search-status.queries.js';
import { SearchStatus } from './search-status.js';
import { SendChanges } from './send-changes.handler.js';
import { ServingHomes } from './serving-homes.js';
import { MoveLargeTenants } from './tenant-moves-nightly.handler.js';
import { TenantMovesRepository } from './tenant-moves.repository.js';
import { TenantMoves } from './tenant-moves.js';
import { TenantRebuild } from './tenant-rebuild.js';
import { TenantRebuildRepository } from './tenant-rebuild.repository.js';
import { TenantRemoval } from './tenant-removal.js';

/** Needs SearchSource, which the community provides. */
@Global()
@Module({
  providers: [
    { provide: SearchIndex, useClass: MirroredSearchIndex },
    ChangeSender,
    FillComparison,
    FillIndex,
    FillSteps,
    HomeCare,
    IndexBuilds,
    IndexBuildsRepository,
    MirrorMetrics,
    MirrorReconciler,
    MirrorTargets,
    MirrorUpkeepRepository,
    MoveLargeTenants,
    OwnDigestsQueries,
    SearchChangesRepository,
    SearchFillsRepository,
    SearchHomesRepository,
    SearchKeeper,
    SearchRuns,
    SearchRunsRepository,
    SearchStatus,
    SearchStatusQueries,
    SendChanges,
    ServingHomes,
    TenantMoves,
    TenantMovesRepository,
    TenantRebuild,
    TenantRebuildRepository,
    TenantRemoval,
  ],
  exports: [SearchIndex, SearchKeeper, SearchRuns, SearchStatus, TenantRebuild, TenantRemoval],
})
export class SearchMirrorModule {}
