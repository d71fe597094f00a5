import { catalogue } from '#kernel/i18n';

/** What the platform says above every page. What operators wrote themselves they wrote in both languages. */
export const noticeBannersTexts = catalogue(
  {
    status: 'Status',
    incident: (title: string) => `Something is not working: ${title}`,
    planned: (title: string, span: string) => `Planned work, ${span}: ${title}`,
    running: (title: string, end: string) => `Work is under way until ${end}: ${title}`,
    more: 'Read more',
    dismiss: 'Dismiss',
  },
  {
    'zh-CN': {
      status: '运行状态',
      incident: (title: string) => `出现故障：${title}`,
      planned: (title: string, span: string) => `计划维护（${span}）：${title}`,
      running: (title: string, end: string) => `维护进行中，预计 ${end} 结束：${title}`,
      more: '查看详情',
      dismiss: '不再显示',
    },
  },
);
