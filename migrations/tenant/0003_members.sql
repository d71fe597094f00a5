alter table member
  /* of their last post that is not private: the trends bar shows who has been active */
  add column last_posted_at timestamptz,
  add constraint member_balance_check check (balance >= 0);
create unique index member_phone_key on member (phone) where phone <> '' and deleted_at is null;

-- Where a session was begun, and when it was last heard of (to the minute): who has been heard of lately is online.
alter table session
  add column user_agent text not null default '',
  add column ip inet,
  add column last_seen_at timestamptz not null default now();

-- Whatever protects somebody is a row: captchas and SMS codes (`answer` is what to prove, `subject` the phone), and an
-- address from which too many logins failed (`uses` counts them).
alter table access_code
  add column subject text not null default '',
  add column answer bytea,
  add column uses int not null default 0;
create index access_code_subject on access_code (purpose, subject, created_at) where subject <> '';

-- kind request: member asked other for friendship; it stays when answered. state: 1 waiting, 2 accepted, 3 refused,
-- 4 the friendship has ended. round counts how often they asked, note is what they wrote the last time.
alter table relation
  drop constraint relation_kind_check,
  add constraint relation_kind_check check (kind in ('follow', 'friend', 'request', 'block', 'mute')),
  add column state smallint not null default 0 check (state between 0 and 4),
  add column round int not null default 1,
  add column note text not null default '';

-- What the administrators of the community have chosen; what is not here is as by default.
create table setting (
  key text primary key,
  value text not null,
  is_encrypted boolean not null default false,
  changed_at timestamptz not null default now(),
  changed_by bigint references member on delete set null
);
