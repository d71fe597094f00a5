/** Numbers of the wire. */
export const messageType = { post: 1, comment: 2, reply: 3, whisper: 4, friendRequest: 5, system: 99 } as const;

/** Data, as the original's clients show it, whatever language they speak. */
export const briefs = {
  mentionedInPost: '在新发布的泡泡动态中@了你',
  commented: '在泡泡中评论了你',
  mentionedInComment: '在泡泡评论中@了你',
  replied: '在泡泡评论下回复了你',
  repliedUnderPost: '在泡泡评论下发布了新回复',
  mentionedInReply: '在泡泡评论的回复中@了你',
  quoted: '转发了你的泡泡动态',
  removed: '你的泡泡动态已被管理员删除',
  whispered: '给你发送新私信了',
  friendRequested: '请求添加好友，并附言:',
} as const;

export const messageStyles = ['all', 'system', 'whisper', 'requesting', 'unread'] as const;
export type MessageStyle = (typeof messageStyles)[number];

export const styleOf = (given: string): MessageStyle => messageStyles.find((style) => style === given) ?? 'all';

/** What our own pages show besides: who has named the reader. */
export const messageFilters = [...messageStyles, 'mention'] as const;
export type MessageFilter = (typeof messageFilters)[number];

/** The notices by which a member hears that somebody has named them. */
export const mentions = [briefs.mentionedInPost, briefs.mentionedInComment, briefs.mentionedInReply] as const;

/** What a message tells, by the words it was written with; `other` of those that only say it in their words. */
export type MessageKind = keyof typeof briefs | 'other';

const kindsByBrief = new Map(Object.entries(briefs).map(([kind, brief]) => [brief as string, kind as MessageKind]));
const kindsByType: Readonly<Record<number, MessageKind>> = {
  [messageType.whisper]: 'whispered',
  [messageType.friendRequest]: 'friendRequested',
};

export const kindOf = ({ type, brief }: { readonly type: number; readonly brief: string }): MessageKind =>
  kindsByType[type] ?? kindsByBrief.get(brief) ?? 'other';
