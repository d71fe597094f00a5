import { aboutSql, type Check, checksSql, pendingSql } from './check.queries.js';

const removeTask = 'media.remove-unused';
const processTask = 'media.process';

/** `$1` is the folder of the community. */
const shown = `shown as materialized (
  select 'post' as subject, p.id as subject_id, (block ->> 'id')::bigint as block_id, block ->> 'media' as key,
         block -> 'file' as file
    from post p cross join lateral jsonb_array_elements(p.blocks) as block
   where p.deleted_at is null and p.has_media and (block ? 'media' or (block ->> 'type')::int in (7, 8))
  union all
  select 'comment', c.id, (block ->> 'id')::bigint, block ->> 'media', block -> 'file'
    from comment c cross join lateral jsonb_array_elements(c.blocks) as block
   where c.deleted_at is null and c.blocks @? '$[*].media' and block ? 'media'
  union all
  select 'avatar', m.id, own.place, $1 || own.path, null
    from member m cross join lateral (values (0, m.avatar), (1, m.cover)) as own (place, path) where own.path <> ''
  union all
  select 'site', 0, own.place, $1 || btrim(s.value, '"'), null
    from setting s join (values ('site.logo', 0), ('site.wide_logo', 1), ('site.cover', 2)) as own (key, place) using (key))`;

/** A block of an attachment names no file: there the use says which one it is, or else one of those that nothing uses. */
const uses: Check = {
  kind: 'media',
  what: 'media_use',
  looked: `
    select coalesce(s.subject_id, u.subject_id) as id,
           case when s.subject is null
                then format('%s %s: uses file %s in block %s, which does not show it', u.subject, u.subject_id, u.object_id, u.block_id)
                when u.object_id is null
                then format('%s %s: block %s %s', s.subject, s.subject_id, s.block_id,
                       case when s.key is null then 'is an attachment without a file'
                                                    || coalesce(', which may be ' || (select ids from spare where owner_id = p.author_id), '')
                            when o.id is null then 'shows a file that has no row'
                            else format('shows file %s without using it', o.id) end)
                when s.key <> u.key
                then format('%s %s: block %s uses file %s and shows another', s.subject, s.subject_id, s.block_id, u.object_id)
                when s.key is null and u.files > 1 and u.object_id = u.first
                then format('%s %s: block %s is an attachment with %s files', s.subject, s.subject_id, s.block_id, u.files)
                end as problem
      from shown s
      left join media_object o on o.key = s.key
      left join post p on s.key is null and p.id = s.subject_id
      full join (select u.*, used.key, count(*) over block as files, min(u.object_id) over block as first
                   from media_use u join media_object used on used.id = u.object_id
                 window block as (partition by u.subject, u.subject_id, u.block_id)) u
        on u.subject = s.subject and u.subject_id = s.subject_id and u.block_id = s.block_id`,
};

/**
 * They go after a day; another one is grace. What was shown until lately has a task that looks after it. What is shown
 * without a use stays, and so does whatever may be an attachment that has lost its use: there the use is what is wrong.
 * An upload may have a longer time of its own.
 */
const unused: Check = {
  kind: 'media',
  what: 'media_object',
  looked: `
    select o.id, case when o.created_at < now() - interval '48 hours' and not exists (select from media_use u where u.object_id = o.id)
                       and o.id not in (select id from released)
                       and s.key is null
                       and (o.state <> 'uploading' or coalesce((o.upload ->> 'expires')::timestamptz < now() - interval '24 hours', true))
                       and (o.key not like $1 || 'attachment/%' or o.owner_id not in (select author_id from bereft))
                      then format('file %s: nothing uses it', o.id) end as problem
      from media_object o left join (select distinct key from shown) s on s.key = o.key`,
};

/** What all uploaded bytes are there of, and nothing is made of though nothing is going to try. */
const forgotten: Check = {
  kind: 'media',
  what: 'media_object.state',
  looked: `
    select o.id, case when o.state = 'pending' and o.created_at < now() - interval '2 hours' and o.id not in (select id from processed)
                      then format('file %s: waits to be made ready, and no task does it', o.id) end as problem
      from media_object o`,
};

/** Of each member, and of all of them as member 0. */
const booked: Check = {
  kind: 'media',
  what: 'media_usage',
  looked: `
    select member_id as id,
           case when files <> coalesce(there.count, 0) or bytes <> coalesce(there.sum, 0)
                then format('%s: %s files with %s bytes are booked, there are %s with %s',
                       case member_id when 0 then 'all members' else 'member ' || member_id end,
                       files, bytes, coalesce(there.count, 0), coalesce(there.sum, 0)) end as problem
      from (select coalesce(usage.member_id, there.id) as member_id, coalesce(files, 0) as files, coalesce(bytes, 0) as bytes,
                   there.count, there.sum
              from media_usage usage
              full join (select coalesce(owner_id, 0) as id, count(*), sum(bytes) from media_object
                          group by grouping sets ((owner_id), ())) there on there.id = usage.member_id) there`,
};

/** A block tells of its file in what state it is and what was made of it; the task that changes the file tells the block. */
const told: Check = {
  kind: 'media',
  what: 'blocks.file',
  looked: `
    select s.subject_id as id,
           case when o.id not in (select id from processed)
                 and (s.file ->> 'state' is distinct from o.state
                      or s.file ->> 'reason' is distinct from nullif(o.reason, '')
                      or s.key is not null and (
                           select coalesce(jsonb_agg(name order by name), '[]') from jsonb_object_keys(o.variants) as name
                         ) is distinct from s.file -> 'variants')
                then format('%s %s: block %s tells something else of file %s than is so', s.subject, s.subject_id, s.block_id, o.id)
                end as problem
      from shown s
      join lateral (select o.* from media_use u join media_object o on o.id = u.object_id
                     where u.subject = s.subject and u.subject_id = s.subject_id and u.block_id = s.block_id
                     order by o.id limit 1) o on true
     where s.subject in ('post', 'comment')`,
};

export const mediaSql = checksSql(
  [uses, unused, forgotten, booked, told],
  `with ${pendingSql([removeTask, processTask])}, ${shown}, ${aboutSql('processed', processTask, 'objectId')},
        released as materialized (
          select distinct object::bigint as id from pending cross join lateral jsonb_array_elements_text(payload -> 'objectIds') as object
           where kind = '${removeTask}'),
        bereft as materialized (
          select p.author_id
            from post p cross join lateral jsonb_array_elements(p.blocks) as block
           where p.deleted_at is null and p.has_media and (block ->> 'type')::int in (7, 8)
             and not exists (select from media_use u where u.subject = 'post' and u.subject_id = p.id
                                and u.block_id = (block ->> 'id')::bigint)),
        spare as materialized (
          select o.owner_id, array_to_string((array_agg(o.id order by o.id desc))[1:5], ' or ') as ids
            from media_object o
           where o.key like $1 || 'attachment/%' and o.owner_id in (select author_id from bereft)
             and not exists (select from media_use u where u.object_id = o.id)
           group by 1)`,
);

/** What the store has to have of the files `o`: the uploaded bytes, unless they were only kept for a while, and all variants. */
const stored = `
  select o.id, o.key from o where o.has_original
  union all
  select o.id, o.key || '-' || variant from o cross join jsonb_object_keys(o.variants) as variant`;
const columns = 'o.id, o.key, o.has_original, o.variants';
const isUsed = `o.state <> 'uploading' and exists (select from media_use u where u.object_id = o.id)`;

/** The newest files that something uses, `$1` of them. */
export const usedFilesSql = `
  with o as materialized (select ${columns} from media_object o where ${isUsed} order by o.id desc limit $1) ${stored}`;

/** Of these, those that are still used. */
export const stillUsedSql = `
  with o as materialized (select ${columns} from media_object o where o.id = any($1) and ${isUsed})
  select * from (${stored}) stored where key = any($2) order by id`;
