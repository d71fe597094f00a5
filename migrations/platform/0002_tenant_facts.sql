-- What several rooms of the platform say of a community, and every process reads with it. `plan`: what it may use.
-- `state_reason`: why it is not open, in words for its visitors. `is_unverified`: its owner has signed up by themselves and
-- has not shown yet that the address is theirs, so that limits are low.
alter table platform.tenant
  add column plan text not null default 'standard',
  add column state_reason text not null default '',
  add column owner_email text,
  add column is_unverified boolean not null default false;
