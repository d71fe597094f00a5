-- What communities may use. A change makes a further version; what is not in `limits` is not limited.
create table platform.plan (
  name text primary key check (name ~ '^[a-z][a-z0-9-]{0,39}$'),
  version int not null,
  created_at timestamptz not null default now()
);
create table platform.plan_version (
  plan text not null references platform.plan,
  version int not null,
  limits jsonb not null check (jsonb_typeof(limits) = 'object'),
  /* null: it came with the product */
  changed_by text,
  created_at timestamptz not null default now(),
  primary key (plan, version)
);

-- `standard` is what a community gets where nobody says otherwise. `unverified` holds besides its own plan for one whose
-- owner has not shown yet that the e-mail address is theirs.
insert into platform.plan (name, version) values ('standard', 1), ('free', 1), ('club', 1), ('unverified', 1);
insert into platform.plan_version (plan, version, limits) values
  ('standard', 1, '{}'),
  ('free', 1, '{"members": 100, "posts_per_day": 500, "media_bytes": 1073741824, "domains": 1,
                "searches_per_day": 5000, "tasks_per_day": 50000}'),
  ('club', 1, '{"members": 2000, "posts_per_day": 10000, "media_bytes": 21474836480, "domains": 5,
                "searches_per_day": 100000, "tasks_per_day": 1000000}'),
  ('unverified', 1, '{"members": 10, "posts_per_day": 50, "media_bytes": 104857600, "domains": 0,
                      "searches_per_day": 1000, "tasks_per_day": 10000}');

alter table platform.tenant add constraint tenant_plan foreign key (plan) references platform.plan;
create index tenant_plan on platform.tenant (plan);

-- What a community has done, by the hour in UTC: counted by each process and added now and then. Figures to look at, no
-- rule goes by them. No reference to the tenant: what is counted late is no reason to fail.
create table platform.usage_hour (
  tenant_id bigint not null,
  hour timestamptz not null,
  requests bigint not null default 0,
  writes bigint not null default 0,
  refused bigint not null default 0,
  posts bigint not null default 0,
  members bigint not null default 0,
  searches bigint not null default 0,
  bytes_in bigint not null default 0,
  bytes_out bigint not null default 0,
  primary key (tenant_id, hour)
);
create index usage_hour_age on platform.usage_hour (hour);

grant select, insert, update, delete on platform.plan, platform.plan_version, platform.usage_hour to {{app}};
-- What a plan was stays as it was.
revoke update, delete on platform.plan_version from {{app}};
