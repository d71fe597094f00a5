import { catalogue } from '#kernel/i18n';

/** What a community has used of what its plan lets it have. */
export const usageTexts = catalogue(
  {
    usage: 'Usage',
    about: 'What your place on this service lets this community have, and how much of it is used.',
    day: (zone: string) => `A day begins at midnight, ${zone}.`,
    of: (used: string, limit: string) => `${used} of ${limit}`,
    free: (used: string) => `${used}, without a limit`,
    uncounted: 'No limit',
    little: 'Little is left',
    comma: ', ',
    none: 'Used up',
    more: 'If you need more, ask whoever runs this service.',
    names: {
      members: 'Members',
      posts_per_day: 'Posts today',
      media_bytes: 'Room for files',
      domains: 'Domains of your own',
      searches_per_day: 'Searches today',
      tasks_per_day: 'Background work today',
    },
    full: {
      members: 'Nobody else can become a member.',
      posts_per_day: 'Nobody can post until the day is over. Comments and messages go on.',
      media_bytes: 'No further files are taken. What is there stays.',
      domains: 'No further domain can be added.',
      searches_per_day: 'Nobody can search until the day is over.',
      tasks_per_day: 'Notices and the search index come a minute later until the day is over (UTC). Nothing is lost.',
    },
  },
  {
    'zh-CN': {
      usage: '用量',
      about: '本社区的套餐包含多少，已经用了多少。',
      day: (zone: string) => `每天从零点算起（${zone}）。`,
      of: (used: string, limit: string) => `${used} / ${limit}`,
      free: (used: string) => `${used}，不限量`,
      uncounted: '不限量',
      little: '所剩不多',
      comma: '、',
      none: '已用完',
      more: '如需更多，请联系平台运营方。',
      names: {
        members: '成员',
        posts_per_day: '今日动态',
        media_bytes: '文件空间',
        domains: '自定义域名',
        searches_per_day: '今日搜索',
        tasks_per_day: '今日后台任务',
      },
      full: {
        members: '暂时无法再加入新成员。',
        posts_per_day: '今天不能再发动态，评论和私信不受影响。',
        media_bytes: '不能再上传文件，已有的文件不受影响。',
        domains: '不能再添加域名。',
        searches_per_day: '今天不能再搜索。',
        tasks_per_day: '今天（UTC）之内，通知和搜索索引会晚一分钟，不会丢失。',
      },
    },
  },
);
export type UsageTexts = (typeof usageTexts)['en'];
