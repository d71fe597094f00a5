export { scope, tenantScope, NoTenantScope } from './scope.js';
export type { Scope, Tenant, TenantState } from './scope.js';
