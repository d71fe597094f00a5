-- What a member says of themselves on their page; empty where nothing.
alter table member
  add column bio text not null default '',
  add column link text not null default '',
  -- Path of a picture in the tenant's store.
  add column cover text not null default '',
  -- For a member's own pages; empty: as the browser asks, and as the community has it.
  add column locale text not null default '',
  add column time_zone text not null default '';

-- What owners write about their community. A text that they have not written has no row.
create table site_text (
  name text primary key check (name in ('about', 'rules', 'privacy', 'welcome')),
  body text not null,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by bigint
);
