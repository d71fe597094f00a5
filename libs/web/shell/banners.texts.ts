import { catalogue } from '#kernel/i18n';

/** What stands above every page of a community while something is out of the ordinary. */
export const bannersTexts = catalogue(
  {
    name: 'Notices',
    readOnly: 'This community can only be read at present.',
  },
  {
    'zh-CN': {
      name: '通知',
      readOnly: '本社区目前只能浏览，不能发布内容。',
    },
  },
);
