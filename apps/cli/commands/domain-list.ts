import { DomainsService } from '#platform/domains';
import type { Command } from '../command.js';
import { domainsTable } from './domain-views.js';
import { findTenant } from './tenant-views.js';

export const domainList: Command = {
  name: 'domain list',
  summary: 'The hosts of a community.',
  args: ['slug'],
  run: ({ args: [slug = ''] }, workplace) =>
    workplace.withApplication(async (app) => {
      const { id } = await findTenant(app, slug);
      const items = await app.get(DomainsService).list(id);
      return { json: { items, next: null }, text: domainsTable(items) };
    }),
};
