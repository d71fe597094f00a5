-- What can be found: posts, members and topics, and the words that a mistyped one may have meant (kind 'word'). All of it
-- is made from other rows, so it is made anew. `terms`: words with the places where they stand, letters and pairs of letters of
-- Chinese, Japanese and Korean, and of what is filtered by a term of its own; without any a tombstone, which keeps a late,
-- older version out. `digest` is of the whole document.
drop table search_document;
create table search_document (
  kind text not null check (kind in ('post', 'member', 'topic', 'word')),
  id bigint not null,
  revision bigint not null,
  digest text not null,
  author_id bigint not null,
  visibility smallint not null,
  is_top boolean not null,
  created_at timestamptz not null,
  active_at timestamptz not null,
  heat double precision not null,
  terms tsvector not null,
  primary key (kind, id)
);
create index search_document_terms on search_document using gin (terms);
create index search_document_created on search_document (kind, created_at);
do $$
begin
  -- A new tenant has nothing to put, and where the baseline is made there are no tasks.
  if exists (select from member) then
    insert into jobs.task (kind, class, payload)
      values ('search.rebuild-index', 'maintenance', '{"kind": "post", "afterId": 0}');
  end if;
end $$;

-- Whether a search for members finds this one.
alter table member add column is_findable boolean not null default true;
