import type { Command } from '../command.js';
import { findTenant, tenantText } from './tenant-views.js';

export const tenantShow: Command = {
  name: 'tenant show',
  summary: 'One community, by its slug or its id.',
  args: ['slug'],
  run: ({ args: [slug = ''] }, workplace) =>
    workplace.withApplication(async (app) => {
      const tenant = await findTenant(app, slug);
      return { json: tenant, text: tenantText(tenant) };
    }),
};
