export { SearchMirrorModule } from './search-mirror.module.js';
export { TenantRebuild } from './tenant-rebuild.js';
