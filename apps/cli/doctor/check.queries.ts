import type { Kind } from './finding.js';

/** A comparison; `looked` is SQL that answers `(id, problem)` for each row looked at, `problem` null where it is right. */
export interface Check {
  readonly kind: Kind;
  readonly what: string;
  readonly looked: string;
}

const mostRows = 20;

/** Columns of a finding, from rows `(id, problem)`. */
export const summary = `
  count(*) as checked, count(problem) as differences,
  coalesce((array_agg(problem order by id) filter (where problem is not null))[1:${mostRows}], '{}') as rows`;

/** One statement for several comparisons, so that all of them look at the same moment. */
export const checksSql = (checks: readonly Check[], before = ''): string =>
  `${before} ${checks
    .map(
      ({ kind, what, looked }) => `select '${kind}' as kind, '${what}' as what, ${summary} from (${looked}) as looked`,
    )
    .join(' union all ')}`;

/** Not begun for so long after it could have been, a task is late: what it is to mend counts as a difference again. */
export const lateSql = `interval '10 minutes'`;
/** So long after its lease or deadline is over, a task is lost: processes give such tasks out again within seconds. */
export const lostSql = `interval '1 minute'`;

const classes = ['notify', 'index', 'media', 'mail', 'outbound', 'lifecycle', 'maintenance'];
const ofCommunity = 'tenant_role = current_user';

/**
 * CTE `pending (kind, payload)`: tasks of the community in scope that are going to run. In the statement that looks at
 * what they are about: a task ends together with its effect, so one snapshot has the task or what it did. One branch
 * for each index, since there may be very many tasks.
 */
export function pendingSql(kinds: readonly string[]): string {
  const ofKind = `kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})`;
  const ofClass = `class in (${classes.map((name) => `'${name}'`).join(', ')})`;
  const branches = [
    `state = 'ready' and ${ofClass} and run_after > now() - ${lateSql}`,
    `state in ('queued', 'running') and ${ofClass} and lease_until > now() - ${lostSql}`,
    `state = 'parked'`,
  ];
  const selects = branches.map(
    (branch) => `select kind, payload from jobs.task where ${ofCommunity} and ${branch} and ${ofKind}`,
  );
  return `pending as materialized (${selects.join(' union all ')})`;
}

/** CTE `name (id)`: what such tasks of `pending` are about, by what their payload says. */
export const aboutSql = (name: string, kind: string, field: string): string =>
  `${name} as materialized (
     select distinct (payload ->> '${field}')::bigint as id from pending where kind = '${kind}' and payload ->> '${field}' is not null)`;
