import { DomainProofs } from '#platform/domains';
import { domainAction } from './domain-action.js';

export const domainVerify = domainAction({
  verb: 'verify',
  summary: 'Look in the DNS now whether a domain is its community’s; exit code 1 while it is not.',
  run: (app, actor, tenantId, host) => app.get(DomainProofs).verify(actor, tenantId, host),
  differs: ({ ownership }) => ownership !== 'verified',
});
