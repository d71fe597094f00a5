-- Each state that a community goes back to keeps why it was in it. `certificate`: what there was of one that is gone, and
-- what of that was left afterwards, as counted in the stores.
alter table platform.tenant
  add column previous_reasons text[] not null default '{}',
  add column certificate jsonb;

-- A name may be given again when its community is gone, or never came to be.
drop index platform.tenant_slug_key;
create unique index tenant_slug_key on platform.tenant (slug) where state not in ('deleted', 'failed');
create index tenant_failed on platform.tenant (slug) where state = 'failed';

create index operation_state on platform.operation (state, id);
