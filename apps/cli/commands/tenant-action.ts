import { OperatorsService } from '#platform/operators';
import { TenantsService } from '#platform/tenants';
import type { Command } from '../command.js';
import { findTenant, tenantText } from './tenant-views.js';

/** A command that changes the state of one community. */
export const tenantAction = (verb: 'suspend' | 'resume' | 'delete' | 'restore', summary: string): Command => ({
  name: `tenant ${verb}`,
  summary,
  args: ['slug'],
  run: ({ args: [slug = ''] }, workplace) =>
    workplace.withApplication(async (app) => {
      const operator = await app.get(OperatorsService).root();
      const { id } = await findTenant(app, slug);
      const tenant = await app.get(TenantsService)[verb](operator, id);
      return { json: tenant, text: tenantText(tenant) };
    }),
});
