import { DomainsService } from '#platform/domains';
import { domainAction } from './domain-action.js';

export const domainPrimary = domainAction({
  verb: 'primary',
  summary: 'Let the pages of all other hosts of a community lead to this one.',
  run: (app, actor, tenantId, host) => app.get(DomainsService).makePrimary(actor, tenantId, host),
});
