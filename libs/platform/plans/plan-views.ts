import type { PlanView } from './plans.dto.js';
import type { PlanRow, PlanVersionRow } from './plans.queries.js';

/** As the admin API and the commands show it. */
export const planViewOf = ({ name, tenants, former, ...now }: PlanRow): PlanView => ({
  name,
  ...versionOf(now),
  tenants,
  former: former.map(versionOf),
});

const versionOf = ({
  version,
  limits,
  changedBy,
  changedAt,
}: Omit<PlanVersionRow, 'changedAt'> & { readonly changedAt: Date | string }) => ({
  version,
  limits,
  changed_by: changedBy,
  changed_at: new Date(changedAt).toISOString(),
});
