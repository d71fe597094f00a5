export type { SupportAccess, SupportEnd, SupportState } from './support-access.js';
export { SupportConsent } from './support-consent.service.js';
export { SupportEntrance } from './support-entrance.service.js';
export { supportSql } from './support-standing.queries.js';
export { SupportModule } from './support.module.js';
