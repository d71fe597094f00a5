import { catalogue, plural } from '#kernel/i18n';

/** What stands under a comment, and can be done with it. */
export const commentTexts = catalogue(
  {
    byPostAuthor: 'Author',
    up: 'Vote up',
    down: 'Vote down',
    ups: (count: number, shown: string) => `${shown} ${plural('en', count, { one: 'vote', other: 'votes' })} up`,
    reply: 'Reply',
    replyTo: (name: string) => `Reply to ${name}`,
    moreReplies: (count: number, shown: string) =>
      `${shown} more ${plural('en', count, { one: 'reply', other: 'replies' })}`,
    choose: 'Show on top',
    unchoose: 'No longer on top',
    sure: 'It cannot be brought back.',
    sureWith: (count: number, shown: string) =>
      plural('en', count, {
        one: 'The reply to it goes with it. Nothing can be brought back.',
        other: `The ${shown} replies to it go with it. Nothing can be brought back.`,
      }),
    deleteIt: 'Delete it',
    deleted: 'Comment deleted.',
    notDeleted: 'It could not be deleted.',
    undo: 'Undo',
    failed: 'That did not work. Please try again.',
  },
  {
    'zh-CN': {
      byPostAuthor: '作者',
      up: '赞',
      down: '踩',
      ups: (_count: number, shown: string) => `${shown} 个赞`,
      reply: '回复',
      replyTo: (name: string) => `回复 ${name}`,
      moreReplies: (_count: number, shown: string) => `还有 ${shown} 条回复`,
      choose: '设为精选，排在最前',
      unchoose: '取消精选',
      sure: '删除后无法恢复。',
      sureWith: (_count: number, shown: string) => `它下面的 ${shown} 条回复会一并删除，无法恢复。`,
      deleteIt: '确认删除',
      deleted: '评论已删除',
      notDeleted: '没能删除，请稍后再试。',
      undo: '撤销',
      failed: '没有成功，请再试一次。',
    },
  },
);
export type CommentTexts = (typeof commentTexts)['en'];
