import { DomainsService } from '#platform/domains';
import { domainAction } from './domain-action.js';

export const domainRemove = domainAction({
  verb: 'remove',
  summary: 'Give a domain back: it serves nothing from now on.',
  run: (app, actor, tenantId, host) => app.get(DomainsService).release(actor, tenantId, host),
  text: ({ host }) => `${host} is no longer a domain of this community.`,
});
