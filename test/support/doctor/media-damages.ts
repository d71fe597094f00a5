import { live, of, one } from './damage.js';

const media = of('media');
/** Of one use: that of a post with pictures or with attachments only, of a comment, of a member. */
const useOf = (subject: 'comment' | 'avatar' | 'picture' | 'attachment'): string => {
  if (subject === 'comment' || subject === 'avatar')
    return `(select min(ctid) from media_use where subject = '${subject}')`;
  const not = subject === 'picture' ? '' : 'not';
  return `(select min(u.ctid) from media_use u join post p on u.subject = 'post' and p.id = u.subject_id
            where ${not} p.blocks @? '$[*].media' and p.deleted_at is null)`;
};
/** Of a file that is old enough to be taken for abandoned. */
const unused = (subject: Parameters<typeof useOf>[0], name: string, row: string, failed = 0) =>
  media({
    what: 'media_use',
    name,
    sql: `with gone as (delete from media_use where ctid = ${useOf(subject)} returning *),
          aged as (update media_object o set created_at = now() - interval '3 days' from gone where o.id = gone.object_id)
          select ${row} as row from gone`,
    mended: failed === 0,
    failed,
  });
/** CTE: of the rows `(owner_id, bytes)` of `changed`, as whoever adds or removes files does. */
const booked = (changed: string, sign: 1 | -1): string => `
  booked as (
    insert into media_usage as u (member_id, files, bytes)
    select who, ${sign}, ${sign} * bytes from ${changed} cross join lateral (values (0), (owner_id)) as who (who)
    on conflict (member_id) do update set files = u.files + excluded.files, bytes = u.bytes + excluded.bytes)`;
const withoutRow = (subject: 'comment' | 'avatar', name: string) =>
  media({
    what: 'media_use',
    name,
    sql: `with use as (select * from media_use where ctid = ${useOf(subject)}),
          gone as (delete from media_object o using use where o.id = use.object_id returning o.owner_id, o.bytes),
          ${booked('gone', -1)}
          select format('${subject} %s: block %s shows a file that has no row', subject_id, block_id) as row from use`,
    mended: false,
    failed: 1,
  });
export const mediaDamages = [
  unused(
    'picture',
    'a post whose picture is not counted',
    `format('post %s: block %s shows file %s without', subject_id, block_id, object_id)`,
  ),
  unused('comment', 'a comment whose picture is not counted', `format('comment %s: block', subject_id)`),
  unused('avatar', 'a member whose picture is not counted', `format('avatar %s: block %s', subject_id, block_id)`),
  unused(
    'attachment',
    'an attachment without its file',
    `format('post %s: block %s is an attachment without a file, which may be %s', subject_id, block_id, object_id)`,
    1,
  ),
  media({
    what: 'media_use',
    name: 'an attachment with two files',
    sql: `insert into media_use (object_id, subject, subject_id, block_id)
          select (select max(id) from media_object where id <> u.object_id), subject, subject_id, block_id from media_use u
           where ctid = ${useOf('attachment')}
          returning format('post %s: block %s is an attachment with 2 files', subject_id, block_id) as row`,
    mended: false,
    failed: 1,
  }),
  media({
    what: 'media_use',
    name: 'a post that uses what it does not show',
    sql: `insert into media_use (object_id, subject, subject_id, block_id)
          select min(object_id), 'post', ${one('post', live)}, 1000000 from media_use
          returning format('post %s: uses file %s', subject_id, object_id) as row`,
  }),
  media({
    what: 'media_use',
    name: 'a deleted post that uses a file',
    sql: `insert into media_use (object_id, subject, subject_id, block_id)
          select min(object_id), 'post', ${one('post', 'deleted_at is not null')}, 1000000 from media_use
          returning format('post %s: uses file %s', subject_id, object_id) as row`,
  }),
  withoutRow('comment', 'a picture without its row'),
  withoutRow('avatar', 'a picture of a member without its row'),
  media({
    what: 'media_object',
    name: 'a file that nothing has used for days',
    sql: `with added as (
            insert into media_object (owner_id, key, kind, content_type, size, bytes, created_at)
            select min(id), (select 't/' || t.id from platform.tenant t where t.schema = current_schema()) || '/public/image/forgotten.png', 1, 'image/png', 5, 5, now() - interval '3 days' from member
            returning id, owner_id, bytes),
          ${booked('added', 1)}
          select 'file ' || id || ': nothing uses it' as row from added`,
  }),
  media({
    what: 'media_object.state',
    name: 'a picture that nobody makes ready any more',
    sql: `update media_object set state = 'pending', created_at = now() - interval '3 hours'
           where id = (select object_id from media_use where ctid = ${useOf('avatar')})
          returning 'file ' || id || ': waits to be made ready' as row`,
  }),
  media({
    what: 'blocks.file',
    name: 'a post that says of its picture that it is not ready',
    sql: `with use as (select * from media_use where ctid = ${useOf('picture')})
          update post p set blocks = (
                   select jsonb_agg(case when (block ->> 'id')::bigint = use.block_id
                                         then jsonb_set(block, '{file,state}', '"pending"') else block end order by place)
                     from jsonb_array_elements(p.blocks) with ordinality as given (block, place))
            from use where p.id = use.subject_id
          returning format('post %s: block %s tells something else of file %s', p.id, use.block_id, use.object_id) as row`,
  }),
  media({
    what: 'media_usage',
    name: 'a member for whom too much is booked',
    sql: `update media_usage set bytes = bytes + 1000 where member_id = (select min(member_id) from media_usage where member_id > 0)
          returning format('member %s: %s files with %s bytes are booked', member_id, files, bytes) as row`,
  }),
  media({
    what: 'media_usage',
    name: 'a member for whom nothing is booked',
    sql: `delete from media_usage where member_id = (select min(owner_id) from media_object)
          returning format('member %s: 0 files with 0 bytes are booked, there are %s with %s', member_id, files, bytes) as row`,
  }),
  media({
    what: 'media_usage',
    name: 'a community for which a file is not booked',
    sql: `update media_usage set files = files - 1 where member_id = 0
          returning format('all members: %s files with %s bytes are booked', files, bytes) as row`,
  }),
  media({
    what: 'bytes',
    name: 'a variant that the store has lost',
    sql: `update media_object set variants = variants || '{"lost.webp": {"type": "image/webp", "size": 0, "width": 1, "height": 1}}'
           where id = (select object_id from media_use where ctid = ${useOf('avatar')})
          returning 'file ' || id || ': the store has no ' || key || '-lost.webp' as row`,
    mended: false,
  }),
  media({
    what: 'bytes',
    name: 'a file that the store has lost',
    sql: `update media_object set key = key || '.lost' where id = (select object_id from media_use where ctid = ${useOf('attachment')})
          returning 'file ' || id || ': the store has no ' || key as row`,
    mended: false,
  }),
];
