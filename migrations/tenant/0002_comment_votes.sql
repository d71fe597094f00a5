-- Thumbs: one row per member and comment (or reply), 1 up, -1 down.
create table comment_vote (
  comment_id bigint not null references comment on delete cascade,
  member_id bigint not null references member on delete cascade,
  vote smallint not null check (vote in (-1, 1)),
  created_at timestamptz not null default now(),
  primary key (comment_id, member_id)
);
