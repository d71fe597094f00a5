import { unverifiedPlan } from './plan.js';

const newest = (plan: string): string => `
  select v.limits from platform.plan p join platform.plan_version v on v.plan = p.name and v.version = p.version
   where p.name = ${plan}`;

/**
 * What the tenant `t` of a statement may use: the limits of its plan as they are now; of one that is not verified the
 * lower ones of these and of those for such communities.
 */
export const limitsSql = `
  (select coalesce(jsonb_object_agg(quota, lowest), '{}')
     from (select given.key as quota, min(given.value::bigint) as lowest
             from (${newest('t.plan')}
                   union all
                   select u.limits from (${newest(`'${unverifiedPlan}'`)}) u where t.is_unverified) plans,
                  jsonb_each_text(plans.limits) given
            group by given.key) merged)`;
