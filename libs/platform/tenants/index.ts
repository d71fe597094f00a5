export { NewTenants } from './new-tenants.service.js';
export type { NewTenant, TenantPlace } from './tenant.js';
export { type TenantSpace, TenantSpaceService } from './tenant-space.service.js';
export { TenantId } from './tenant-id.js';
export { tenantStateOf } from './tenant-state-filter.js';
export { HostView, locales, OwnerView, TenantName, TenantView } from './tenants.dto.js';
export { TenantNotFound } from './tenants.errors.js';
export { TenantsModule } from './tenants.module.js';
export { TenantsService } from './tenants.service.js';
