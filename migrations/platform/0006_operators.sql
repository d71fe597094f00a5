-- The audit log as a chain: each row holds the hash of the row before, and its own over all that it says. Whoever changes,
-- removes or moves a row as the owner of the database breaks it, or has to make all later rows anew and the head with them.
alter table platform.audit
  add column actor text not null default 'operator' check (actor in ('operator', 'platform', 'member')),
  /* of a member of the community `tenant_id`, who acts as its administrator */
  add column member_id bigint,
  add column previous bytea not null default '',
  add column hash bytea not null default '';
update platform.audit set actor = 'platform' where operator_id is null;

-- Kept apart from the rows, so that a missing end is seen.
create table platform.audit_head (
  one boolean primary key default true check (one),
  last_id bigint not null default 0,
  entries bigint not null default 0,
  hash bytea not null default ''
);
insert into platform.audit_head default values;
grant select on platform.audit_head to {{app}};

-- Each field as its number of bytes, a colon and itself, or a dash where it is null; commas between them. The same stands
-- in libs/platform/audit/audit-chain.ts, which does not ask the database for it.
create function platform.audit_hash(entry platform.audit) returns bytea language sql stable as $$
  select sha256(convert_to(string_agg(coalesce(octet_length(field) || ':' || field, '-'), ',' order by place), 'UTF8'))
    from unnest(array[
           encode(entry.previous, 'hex'), entry.id::text,
           to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           entry.actor, entry.operator_id::text, entry.member_id::text, entry.operator_name, entry.action,
           entry.tenant_id::text, entry.details::text, entry.status::text, entry.request_id, entry.address
         ]) with ordinality as fields (field, place)
$$;

-- The only way in, called as the last statement of a unit of work: the head is locked until COMMIT, so that ids are in the
-- order of the chain. As its owner, because the role of the processes may write neither table.
create function platform.add_audit(entries jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  head platform.audit_head;
  given jsonb;
  entry platform.audit;
begin
  select * into strict head from platform.audit_head for update;
  for given in select value from jsonb_array_elements(entries) loop
    entry := jsonb_populate_record(null::platform.audit, given);
    entry.id := nextval('platform.audit_id_seq');
    entry.at := clock_timestamp();
    entry.previous := head.hash;
    entry.hash := platform.audit_hash(entry);
    insert into platform.audit values (entry.*);
    head.last_id := entry.id;
    head.entries := head.entries + 1;
    head.hash := entry.hash;
  end loop;
  update platform.audit_head set last_id = head.last_id, entries = head.entries, hash = head.hash;
end
$$;

-- What is there already.
do $$
declare
  head platform.audit_head;
  entry platform.audit;
begin
  select * into strict head from platform.audit_head;
  for entry in select * from platform.audit order by id loop
    entry.previous := head.hash;
    entry.hash := platform.audit_hash(entry);
    update platform.audit set previous = entry.previous, hash = entry.hash where id = entry.id;
    head.last_id := entry.id;
    head.entries := head.entries + 1;
    head.hash := entry.hash;
  end loop;
  update platform.audit_head set last_id = head.last_id, entries = head.entries, hash = head.hash;
end
$$;

alter table platform.audit alter column previous drop default, alter column hash drop default;
revoke insert on platform.audit from {{app}};
revoke execute on function platform.add_audit(jsonb) from public;
grant execute on function platform.add_audit(jsonb) to {{app}};
create index audit_at on platform.audit (at);
create index audit_action on platform.audit (action, id);
create index audit_operator_name on platform.audit (operator_name, id);
-- By the beginnings of words.
create index audit_words on platform.audit using gin (to_tsvector('simple',
  regexp_replace(lower(operator_name || ' ' || action || ' ' || details::text), '[^[:alnum:]]+', ' ', 'g')));

-- Tokens with a name, a part of what the role allows (null: all of it) and an end (null: none). `hint`: how it begins, so
-- that a person knows which one they hold. `last_used_at` is noted every ten minutes at most.
alter table platform.operator_token
  add column name text not null default '',
  add column hint text not null default '',
  add column scopes text[],
  add column created_by text not null default '',
  add column expires_at timestamptz,
  add column last_used_at timestamptz;
create index operator_token_operator on platform.operator_token (operator_id, id);

-- An operator asks to look at a community, its administrator consents, and for a time the operator may. `closed_at`: nothing
-- can follow any more. No reference to the operator or the member: what has happened outlives both.
create table platform.support_access (
  id bigint generated by default as identity primary key,
  tenant_id bigint not null references platform.tenant on delete cascade,
  operator_id bigint not null,
  operator_name text not null,
  reason text not null,
  minutes int not null check (minutes between 1 and 480),
  asked_at timestamptz not null default now(),
  granted_at timestamptz,
  granted_by text,
  ends_at timestamptz,
  closed_at timestamptz,
  closed_as text check (closed_as in ('refused', 'withdrawn', 'ended', 'lapsed')),
  closed_by text,
  /* of the link by which the operator enters, good for one use and a few minutes */
  link_hash bytea unique,
  link_until timestamptz,
  /* of the cookie of whoever has entered */
  visit_hash bytea unique,
  entered_at timestamptz,
  check ((closed_at is null) = (closed_as is null))
);
create unique index support_access_open on platform.support_access (tenant_id) where closed_at is null;
create index support_access_tenant on platform.support_access (tenant_id, id);
grant select, insert, update, delete on platform.support_access to {{app}};
