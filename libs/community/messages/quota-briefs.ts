import type { Quota } from '#kernel/scope';

const zh: Record<Quota, string> = {
  members: '成员数',
  posts_per_day: '今日动态数',
  media_bytes: '文件空间',
  domains: '自定义域名',
  searches_per_day: '今日搜索次数',
  tasks_per_day: '今日后台任务数',
};
const en: Record<Quota, string> = {
  members: 'members',
  posts_per_day: 'posts of today',
  media_bytes: 'room for files',
  domains: 'domains',
  searches_per_day: 'searches of today',
  tasks_per_day: 'background tasks of today',
};

/** Data, as clients show it, in the language of the community. */
export const quotaBriefs: Readonly<Record<'zh' | 'en', (quota: Quota, percent: number) => string>> = {
  zh: (quota, percent) => `本社区的${zh[quota]}已用去套餐额度的 ${percent}%，详情见「管理 › 用量」。`,
  en: (quota, percent) =>
    `This community has used ${percent}% of what its plan allows: ${en[quota]}. See Manage › Usage.`,
};
