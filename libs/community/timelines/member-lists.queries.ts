import type { Id } from '#kernel/database';
import type { Member, Viewer } from '#community/identity';
import { hiddenFromSql } from '#community/members';
import { byActivity, type PostSource, visibleTo } from './post-source.js';

/** Of a profile. */
export const tabs = ['post', 'comment', 'highlight', 'media', 'star'] as const;
export type Tab = (typeof tabs)[number];

const byReplies = 'p.latest_replied_at desc, p.id desc';

/** What a member wrote. Visiting somebody one has muted is asking for it, so their posts are there. */
function written(tab: 'post' | 'highlight' | 'media', memberId: Id, viewer: Viewer): PostSource {
  const some = { post: '', highlight: 'and p.is_essence', media: 'and p.has_media' }[tab];
  return {
    where: `p.author_id = $1 and ${visibleTo(viewer, '$2::bigint')} ${some}`,
    order: tab === 'media' ? byReplies : byActivity('p'),
    values: viewer ? [memberId, viewer.id] : [memberId],
    key: `author:${tab}:${memberId}:${viewer?.id ?? ''}`,
    isPersonal: viewer !== null,
  };
}

/** What a member commented on or starred, which is mostly by others: of somebody else's, a mute leaves those out. */
function touched(tab: 'comment' | 'star', memberId: Id, viewer: Viewer): PostSource {
  const visible = `${visibleTo(viewer, '$2::bigint')} ${viewer && viewer.id !== memberId ? notMuted : ''}`;
  const values = viewer ? [memberId, viewer.id] : [memberId];
  if (tab === 'star') return { ...kept('post_star'), where: `kept.member_id = $1 and ${visible}`, values };
  const commented = 'select c.post_id from comment c where c.author_id = $1 and c.deleted_at is null';
  return { where: `p.id in (${commented}) and ${visible}`, order: byReplies, values };
}

const notMuted = `and (p.author_id = $1 or p.author_id <> all (${hiddenFromSql('$2::bigint')}))`;

const kept = (table: 'post_star' | 'post_collection') => ({
  from: `${table} kept join post p on p.id = kept.post_id`,
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
