import { type Limits, quotas } from '#kernel/scope';
import { type PlansService, planViewOf } from '#platform/plans';

type PlanRow = Awaited<ReturnType<PlansService['get']>>;

export const limitsText = (limits: Limits): string =>
  quotas.flatMap((quota) => (limits[quota] === undefined ? [] : [`${quota}=${limits[quota]}`])).join(' ') || 'none';

/** As the admin API has it. */
export const planJson = (plan: PlanRow): unknown => planViewOf(plan);
