-- A community says that a domain is its own. Several may say so of one; whoever proves it with the token of this very row has
-- a row of platform.host, which is all that serves. Releasing a claim deletes the row, so its token is worth nothing afterwards.
create table platform.domain (
  tenant_id bigint not null references platform.tenant on delete cascade,
  host text not null,
  token text not null,
  ownership text not null default 'unverified' check (ownership in ('unverified', 'verified', 'degraded', 'lapsed')),
  /* why the last look did not prove it; null after one that did, and before the first */
  problem text check (problem in ('missing', 'wrong', 'trouble', 'taken', 'quarantined')),
  claimed_at timestamptz not null default now(),
  checked_at timestamptz,
  verified_at timestamptz,
  /* since when the record of a verified domain has not been found */
  missing_since timestamptz,
  /* looks in a row that proved nothing */
  attempts int not null default 0,
  /* until when an unproven one is looked for by itself */
  look_until timestamptz not null default now() + interval '14 days',
  /* null: only when somebody asks */
  next_look_at timestamptz default now() + interval '1 minute',
  primary key (tenant_id, host)
);
create unique index domain_owner on platform.domain (host) where ownership in ('verified', 'degraded');
create index domain_next_look on platform.domain (next_look_at);

-- A released domain is nobody else's for a while: links and DNS records still lead here. The row outlives the community.
create table platform.domain_quarantine (
  host text primary key,
  tenant_id bigint not null,
  until timestamptz not null
);

-- When a request for the host came over HTTPS for the last time, to the day.
alter table platform.host add column secured_at timestamptz;

grant select, insert, update, delete on platform.domain, platform.domain_quarantine to {{app}};
