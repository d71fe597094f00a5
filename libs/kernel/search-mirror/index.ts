export { changedIdsSql } from './search-changes.repository.js';
export { SearchKeeper } from './search-keeper.js';
export { SearchMirrorModule } from './search-mirror.module.js';
export { TenantRebuild } from './tenant-rebuild.js';
export { type HomeStatus, SearchStatus, type SearchStatusReport } from './search-status.js';
export type { FillError, HomeFigures, MirrorFigures } from './search-status.queries.js';
export { isOwnHome, ownHome, type SearchRun, type SearchRunKind, sharedHome } from './search-run.js';
export { SearchRuns } from './search-runs.js';
export { type RemovedFrom, TenantRemoval } from './tenant-removal.js';
