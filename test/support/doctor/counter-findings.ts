import { type Row, TenantDatabase } from '#kernel/database';
import { countersSql } from '../../../apps/cli/doctor/counter.queries.js';
import type { Finding } from '../../../apps/cli/doctor/finding.js';

/** What the doctor says of counters alone, in the scope of the community; often, so without the rest of it. */
export const counterFindings = (tenants: TenantDatabase): Promise<Finding[]> =>
  tenants.query<Finding & Row>(countersSql);
