-- What becomes of a file. While it is 'uploading' its bytes come in, `upload` says how, and `bytes` is what is reserved for
-- it; then it is 'pending' until its variants are made, by when it is 'ready', or 'failed' for `reason`. `tries` counts
-- attempts whose process died. `bytes` is all that it takes in the store with its variants, whose names, sizes and types
-- `variants` holds; `has_original` tells whether the uploaded bytes are still there beside them. `was_used`: something has
-- shown it, so that it is not for everybody any more unless something public shows it now.
alter table media_object
  add column state text not null default 'ready' check (state in ('uploading', 'pending', 'ready', 'failed')),
  add column reason text not null default '',
  add column progress smallint not null default 0,
  add column tries smallint not null default 0,
  add column description text not null default '',
  add column animated boolean not null default false,
  add column duration_ms int not null default 0,
  add column thumbhash text not null default '',
  add column variants jsonb not null default '{}',
  add column has_original boolean not null default true,
  add column bytes bigint not null default 0 check (bytes >= 0),
  add column upload jsonb,
  add column was_used boolean not null default false;
-- What is there already is made ready as well; until then it is served as it is.
update media_object o
   set bytes = size,
       was_used = exists (select from media_use u where u.object_id = o.id),
       state = case when content_type ~ '^(image|video|audio)/' then 'pending' else 'ready' end;
create index media_object_owner on media_object (owner_id);
create index media_object_uploading on media_object (owner_id) where state = 'uploading';

-- Files also show a community itself: its logo.
alter table media_use drop constraint media_use_subject_check;
alter table media_use
  add constraint media_use_subject_check check (subject in ('post', 'comment', 'avatar', 'site'));

-- What the files of each member take, reserved or stored; member 0 is the whole community.
create table media_usage (
  member_id bigint primary key,
  files bigint not null default 0,
  bytes bigint not null default 0
);
insert into media_usage (member_id, files, bytes)
  select owner_id, count(*), sum(bytes) from media_object group by owner_id
  union all
  select 0, count(*), sum(bytes) from media_object having count(*) > 0;
