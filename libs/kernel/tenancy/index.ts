export { InvalidHost, normaliseHost, requestedHost } from './host-name.js';
export { type MemberSpace, SpaceUsage, type SpaceUsed } from './space-used.js';
export { TenancyModule } from './tenancy.module.js';
export { type FirstContent, TenantContent } from './tenant-content.js';
export { TenantDirectory, tenantsChanged } from './tenant-directory.js';
export { type FirstOwner, type OwnerRefusal, TenantSetup } from './tenant-setup.js';
export { TenantSource, type TenantChanges } from './tenant-source.js';
export { type Answer, isAtWork, isReadOnly, type Standing, standingOf, standings } from './tenant-state.js';
