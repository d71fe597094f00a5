import { catalogue, plural } from '#kernel/i18n';

export const liveTexts = catalogue(
  {
    newComments: (count: number, shown: string) =>
      `${shown} ${plural('en', count, { one: 'new comment', other: 'new comments' })}`,
  },
  {
    'zh-CN': {
      newComments: (_count: number, shown: string) => `${shown} 条新评论`,
    },
  },
);
