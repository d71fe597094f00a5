-- What a community has used of what its plan limits: a row from the first use on, changed by the last statement of a
-- unit of work. `day`: for what is counted by the day, the day that `used` is of, in the community's time zone.
-- `warned_at`: since when most of it is used and its administrators know.
create table cluster.usage (
  tenant_role name not null default current_user,
  quota text not null,
  day date not null default '-infinity',
  used bigint not null default 0,
  warned_at timestamptz,
  primary key (tenant_role, quota)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);

alter table cluster.usage enable row level security;
create policy own on cluster.usage for all to {{tenants}} using (tenant_role = current_user) with check (tenant_role = current_user);
create policy every on cluster.usage for all to {{app}} using (true) with check (true);
grant select, insert, update on cluster.usage to {{tenants}};
grant select, insert, update, delete on cluster.usage to {{app}};
