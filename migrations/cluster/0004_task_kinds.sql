-- Finds what is pending of a kind, and twins of a key, without a look at what others wait for.
drop index jobs.task_key;
create index task_kind on jobs.task (kind, tenant_role, key) where state <> 'dead';
create index task_held_key on jobs.task (kind, tenant_role, key) where state in ('queued', 'running') and key is not null;
