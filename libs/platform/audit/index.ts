export { Audited, AuditRefusals } from './audit-refusals.filter.js';
export { TenantActed } from './audit.events.js';
export type { BrokenLink, Head as AuditHead } from './audit-chain.js';
export { type AuditVerified, AuditVerification } from './audit-verification.service.js';
export { AuditModule } from './audit.module.js';
export { type ActingMember, type AuditEntry, AuditLog } from './audit.service.js';
