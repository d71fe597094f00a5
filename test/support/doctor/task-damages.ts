import { of } from './damage.js';

const task = of('task');
const added = (columns: string, values: string, role = 'current_schema()', more = '') =>
  `${more} insert into jobs.task (tenant_role, kind, class, ${columns}) values (${role}, 'search.index-post', 'index', ${values})
   returning 'task ' || id || ' search.index-post: ' as row`;
export const taskDamages = [
  task({
    what: 'dead letter',
    name: 'a dead letter',
    sql: added('state, dead_at, last_error', `'dead', now(), E'Error\\n    at somewhere'`),
  }),
  task({
    what: 'lost task',
    name: 'a lease that ran out',
    sql: added('state, lease_until', `'running', now() - interval '2 minutes'`),
  }),
  task({
    what: 'lost task',
    name: 'a deadline that ran out',
    sql: added('state, lease_until', `'queued', now() - interval '2 minutes'`),
  }),
  task({
    what: 'late task',
    name: 'a task that nobody takes',
    sql: added('run_after', `now() - interval '11 minutes'`),
  }),
  task({
    what: 'parked task',
    name: 'a task that is parked for no reason',
    sql: added(
      'state',
      `'parked'`,
      '(select role from tenant)',
      `
      with tenant as (update platform.tenant set updated_at = now() - interval '1 hour' where schema = current_schema() returning role)`,
    ),
  }),
];

/** Of the deployment, and of no community. */
export const deploymentDamages = [
  task({
    what: 'task of no community',
    name: 'a task that has no community',
    sql: added('state', `'ready'`, `'nobody_000009'`),
  }),
  task({
    what: 'schedule',
    name: 'a schedule that nobody keeps',
    sql: `insert into jobs.schedule (kind, class, every, is_per_tenant, next_at) values ('doctor.test', 'maintenance', '1 hour', false, now() - interval '1 hour')
          returning 'schedule ' || kind || ': was due' as row`,
  }),
];
