import { catalogue } from '#kernel/i18n';

/** Pictures by themselves: their page, and what a script opens in its place. */
export const viewerTexts = catalogue(
  {
    original: 'Original',
    previous: 'Previous picture',
    next: 'Next picture',
    pictureOf: (number: number, all: number) => `Picture ${number} of ${all}`,
  },
  {
    'zh-CN': {
      original: '查看原图',
      previous: '上一张',
      next: '下一张',
      pictureOf: (number: number, all: number) => `第 ${number} 张，共 ${all} 张`,
    },
  },
);
