import { type TenantSpace, TenantSpaceService } from '#platform/tenants';
import type { Command } from '../command.js';
import { findTenant, tenantText } from './tenant-views.js';

export const tenantShow: Command = {
  name: 'tenant show',
  summary: 'One community, by its slug or its id.',
  args: ['slug'],
  run: ({ args: [slug = ''] }, workplace) =>
    workplace.withApplication(async (app) => {
      const tenant = await findTenant(app, slug);
      const usage = await app.get(TenantSpaceService, { strict: false }).find(tenant.id);
      return {
        json: tenant,
        text: `${tenantText(tenant)}\nspace   ${usage ? spaceText(usage) : 'unknown: its schema is behind'}`,
      };
    }),
};

const inMB = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
const spaceText = ({ files, bytes, quota }: TenantSpace): string =>
  `${inMB(bytes)}${quota === null ? '' : ` of ${inMB(quota)}`} in ${files} files`;
