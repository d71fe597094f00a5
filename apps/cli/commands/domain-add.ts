import { DomainsService } from '#platform/domains';
import { domainAction } from './domain-action.js';

export const domainAdd = domainAction({
  verb: 'add',
  summary: 'Claim a domain for a community, and show what to enter in its DNS.',
  run: async (app, actor, tenantId, host) => (await app.get(DomainsService).claim(actor, tenantId, host)).domain,
});
