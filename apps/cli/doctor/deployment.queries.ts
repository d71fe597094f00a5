import { lateSql, lostSql, summary } from './check.queries.js';

/** The first words of why a task is dead; the rest is a stack. */
const reason = `coalesce(': ' || left(split_part(task.last_error, E'\\n', 1), 120), '')`;
const named = `format('task %s %s', task.id, task.kind)`;

/**
 * What is wrong with a task. A community that is at work calls its parked tasks back at once, so they count only where
 * its state has not just changed.
 */
const wrongTask = `
  case when task.tenant_role <> current_user and (t.id is null or t.state = 'deleted') then 'task of no community'
       when task.state = 'dead' then 'dead letter'
       when task.state in ('queued', 'running') and task.lease_until < now() - ${lostSql} then 'lost task'
       when task.state = 'ready' and task.run_after < now() - ${lateSql} then 'late task'
       when task.state = 'parked' and t.state in ('active', 'read_only') and t.updated_at < now() - ${lostSql}
         then 'parked task' end`;

const problem = `
  case what when 'task of no community' then ${named} || ': of ' || task.tenant_role
            when 'dead letter' then ${named} || ': dead' || coalesce(' since ' || task.dead_at, '') || ${reason}
            when 'lost task' then ${named} || ': ' || task.state || ', not heard of since ' || task.lease_until
            when 'late task' then ${named} || ': could have been run since ' || task.run_after
            when 'parked task' then ${named} || ': parked, though its community is at work' end`;

/** `$1`: of one community only. */
export const tasksSql = `
  select t.slug as tenant, 'task' as kind, coalesce(what, 'task') as what, ${summary}
    from (select t.slug, task.id, what, ${problem} as problem
            from jobs.task left join platform.tenant t on t.role = task.tenant_role
           cross join lateral (select ${wrongTask} as what) wrong
           where $1::text is null or t.slug = $1) t
   group by t.slug, what`;

export const schedulesSql = `
  select null as tenant, 'task' as kind, 'schedule' as what, ${summary}
    from (select row_number() over (order by kind) as id, case when next_at < now() - ${lateSql} then
                   format('schedule %s: was due at %s', kind, next_at) end as problem
            from jobs.schedule) s having count(*) > 0`;

/** Communities whose schema is missing or behind `$1`, and schemas of no community; `$2` as above. */
export const schemasSql = `
  select slug as tenant, 'schema' as kind, what, ${summary}
    from (select t.slug, t.id,
                 case when t.id is null then 'schema of no community' when s.schema is null then 'no schema'
                      when s.version < $1 then 'schema behind' else 'schema' end as what,
                 case when t.id is null then s.schema when s.schema is null then format('%s is not there', t.schema)
                      when s.version < $1 then format('%s is at migration %s of %s', s.schema, s.version, $1) end::text as problem
            from (select * from platform.tenant where state not in ('provisioning', 'deleted', 'failed')) t
            full join cluster.tenant_schema s using (role)
           where (s.role is null or not exists (
                   select from platform.tenant being_made where being_made.role = s.role and being_made.state = 'provisioning'))
             and ($2::text is null or t.slug = $2)) t
   group by slug, what`;

/** Those that have all tables as this version of the software knows them; others have other tables. */
export const communitiesSql = `
  select t.id, t.slug, t.name, t.state, t.locale, t.cluster, t.role, t.schema, '' as "primaryHost", '{}'::text[] as hosts
    from platform.tenant t join cluster.tenant_schema s using (role)
   where s.version = $1 and ($2::text is null or t.slug = $2) and t.state <> 'deleted' order by t.id`;

export const isThereSql = 'select from cluster.tenant_schema where role = $1';
