export { quotas, scope, tenantScope, NoTenantScope } from './scope.js';
export type { Limits, Quota, Scope, Tenant, TenantState } from './scope.js';
