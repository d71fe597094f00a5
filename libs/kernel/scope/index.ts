export { quotas, scope, tenantScope, NoTenantScope } from './scope.js';
export type { Limits, Quota, Scope, SupportStanding, Tenant, TenantState } from './scope.js';
