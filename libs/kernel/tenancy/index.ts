export { InvalidHost, normaliseHost, requestedHost } from './host-name.js';
export { type MemberSpace, SpaceUsage, type SpaceUsed } from './space-used.js';
export { TenancyModule } from './tenancy.module.js';
export { TenantDirectory, tenantsChanged } from './tenant-directory.js';
export { type FirstOwner, TenantSetup } from './tenant-setup.js';
export { TenantSource, type TenantChanges } from './tenant-source.js';
export { type Availability, availabilityOf } from './tenant-state.js';
