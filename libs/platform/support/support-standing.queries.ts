import { daysToAnswer } from './support-access.js';

/** When an access is over without anybody's doing. Of a row `s`. */
export const lapsesSql = `coalesce(s.ends_at, s.asked_at + interval '${daysToAnswer} days')`;

/** What the scope of a community says of support. Of a tenant `t`, in a list of columns. */
export const supportSql = `
  (select json_build_object('operator', s.operator_name, 'reason', s.reason, 'isGranted', s.granted_at is not null,
                            'until', ${lapsesSql})
     from platform.support_access s
    where s.tenant_id = t.id and s.closed_at is null and ${lapsesSql} > now())`;
