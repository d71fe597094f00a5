import type { Id } from '#kernel/database';
import type { Member, Viewer } from '#community/identity';
import { hiddenFromSql } from '#community/members';
import { maySeeSql } from '#community/posts';
import { activity, byActivity, type Place, type PostSource, viewerKey, visibleTo } from './post-source.js';

/** Of a profile. */
export const tabs = ['post', 'comment', 'highlight', 'media', 'star'] as const;
export type Tab = (typeof tabs)[number];

const byReplies = 'p.latest_replied_at desc, p.id desc';
const replies: Place = [
  ['p.latest_replied_at', 'timestamptz'],
  ['p.id', 'bigint'],
];

/**
 * What a member wrote. Visiting somebody one has muted is asking for it, so their posts are there. For guests too the
 * rule is asked in full: what only tells public posts would tempt the planner to go through those of everybody.
 */
function written(tab: 'post' | 'highlight' | 'media', memberId: Id, viewer: Viewer): PostSource {
  const some = { post: '', highlight: 'and p.is_essence', media: 'and p.has_media' }[tab];
  const visible = maySeeSql({ id: '$2::bigint', isAdmin: String(viewer?.isAdmin ?? false) });
  return {
    name: `author:${tab}:${memberId}`,
    where: `p.author_id = $1 and ${visible} ${some}`,
    order: tab === 'media' ? byReplies : byActivity('p'),
    place: tab === 'media' ? replies : activity,
    values: [memberId, viewer?.id ?? null],
    key: `author:${tab}:${memberId}:${viewerKey(viewer)}`,
    isPersonal: viewer !== null,
  };
}

/** What a member commented on or starred, which is mostly by others: of somebody else's, a mute leaves those out. */
function touched(tab: 'comment' | 'star', memberId: Id, viewer: Viewer): PostSource {
  const visible = `${visibleTo(viewer, '$2::bigint')} ${viewer && viewer.id !== memberId ? notMuted : ''}`;
  const values = viewer ? [memberId, viewer.id] : [memberId];
  const name = `${tab}:${memberId}`;
  if (tab === 'star') return { ...kept('post_star'), name, where: `kept.member_id = $1 and ${visible}`, values };
  return {
    name,
    reads: ['comment'],
    from: `${commented} ${eachPost('commented')}`,
    where: visible,
    order: byReplies,
    place: replies,
    values,
  };
}

const notMuted = `and (p.author_id = $1 or p.author_id <> all (${hiddenFromSql('$2::bigint')}))`;

/** Replies are comments too. */
const commented = `
  (select distinct c.post_id from comment c where c.author_id = $1 and c.deleted_at is null) commented`;

/** One after the other by their ids; `offset 0` keeps the planner from asking of every post there is who may see it. */
const eachPost = (found: string): string =>
  `cross join lateral (select post.xmin, post.* from post where id = ${found}.post_id offset 0) p`;

const kept = (table: 'post_star' | 'post_collection') => ({
  name: table,
  reads: [table],
  from: `${table} kept ${eachPost('kept')}`,
  order: 'kept.created_at desc, kept.post_id desc',
});

export const tabSource = (tab: Tab, memberId: Id, viewer: Viewer): PostSource =>
  tab === 'comment' || tab === 'star' ? touched(tab, memberId, viewer) : written(tab, memberId, viewer);

/** What a member kept for themselves, whoever wrote it, as far as they may still see it. */
export const keptSource = (table: 'post_star' | 'post_collection', member: Member): PostSource => ({
  ...kept(table),
  where: `kept.member_id = $1 and ${visibleTo(member, '$1::bigint')}`,
  values: [member.id],
});

/** All of it, also what they may no longer see. */
export const allKeptSource = (table: 'post_star' | 'post_collection', member: Member): PostSource => ({
  name: `${table}:all`,
  from: `${table} kept`,
  where: 'kept.member_id = $1',
  order: '',
  values: [member.id],
});
