import { catalogue, plural } from '#kernel/i18n';

/** What components say; pages have catalogues of their own. */
export const uiTexts = catalogue(
  {
    skip: 'Skip to the posts',
    menu: 'Menu',
    home: 'Home',
    about: 'About',
    back: 'Back',
    justNow: 'just now',
    pinned: 'Pinned',
    highlight: 'Highlight',
    locked: 'Closed for comments',
    more: 'Read on',
    openPost: (name: string) => `Post by ${name}`,
    picture: (number: number, all: number, name: string) =>
      all === 1 ? `Picture by ${name}` : `Picture ${number} of ${all} by ${name}`,
    comments: (count: number, shown: string) =>
      `${shown} ${plural('en', count, { one: 'comment', other: 'comments' })}`,
    stars: (count: number, shown: string) => `${shown} ${plural('en', count, { one: 'star', other: 'stars' })}`,
    collections: (count: number, shown: string) => `kept by ${shown}`,
    attachment: 'Attached file',
    forSale: 'Attached file, for members who buy it',
    film: (name: string) => `Film by ${name}`,
    replyTo: (name: string) => `to ${name}`,
    highlightedComment: 'Chosen by the author',
    loadMore: 'Load more',
    newer: 'Newer',
    runsOn: 'A community on Paopao Cloud',
  },
  {
    'zh-CN': {
      skip: '跳到正文',
      menu: '菜单',
      home: '首页',
      about: '关于',
      back: '返回',
      justNow: '刚刚',
      pinned: '置顶',
      highlight: '亮点',
      locked: '评论已关闭',
      more: '展开全文',
      openPost: (name: string) => `${name}的动态`,
      picture: (number: number, all: number, name: string) =>
        all === 1 ? `${name}的图片` : `${name}的图片，第 ${number} 张，共 ${all} 张`,
      comments: (_count: number, shown: string) => `${shown} 条评论`,
      stars: (_count: number, shown: string) => `${shown} 个赞`,
      collections: (_count: number, shown: string) => `${shown} 人收藏`,
      attachment: '附件',
      forSale: '付费附件',
      film: (name: string) => `${name}的视频`,
      replyTo: (name: string) => `回复 ${name}`,
      highlightedComment: '作者精选',
      loadMore: '加载更多',
      newer: '较新的',
      runsOn: '运行于 Paopao Cloud',
    },
  },
);
export type UiTexts = (typeof uiTexts)['en'];
