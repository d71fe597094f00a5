export { Audited, AuditRefusals } from './audit-refusals.filter.js';
export { TenantActed } from './audit.events.js';
export { AuditModule } from './audit.module.js';
export { type ActingMember, type AuditEntry, AuditLog } from './audit.service.js';
