import { catalogue } from '#kernel/i18n';

export const supportBannersTexts = catalogue(
  {
    asked: (operator: string) => `Support (${operator}) asks to look at this community:`,
    answer: 'Answer',
    granted: (operator: string, until: string) => `Support (${operator}) may look until ${until}:`,
    end: 'End it now',
    visiting: (until: string) => `You look at this community as support, until ${until}. You can change nothing.`,
    leave: 'Leave',
  },
  {
    'zh-CN': {
      asked: (operator: string) => `平台支持人员（${operator}）请求查看本社区：`,
      answer: '答复',
      granted: (operator: string, until: string) => `平台支持人员（${operator}）可查看至 ${until}：`,
      end: '立即结束',
      visiting: (until: string) => `你正以支持人员身份查看本社区，至 ${until}。你不能更改任何内容。`,
      leave: '离开',
    },
  },
);
