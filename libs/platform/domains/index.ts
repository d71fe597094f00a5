export type { DomainActor } from './domain.js';
export { DomainProofs } from './domain-proofs.service.js';
export { type DomainRefusal, hostIn } from './domain-name.js';
export { DomainInvalid, DomainQuotaExceeded } from './domains.errors.js';
export { ClaimDomainDto, DomainView } from './domains.dto.js';
export { DomainsModule } from './domains.module.js';
export { DomainsService } from './domains.service.js';
