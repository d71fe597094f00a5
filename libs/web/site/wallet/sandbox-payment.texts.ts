import { catalogue } from '#kernel/i18n';

export const sandboxPaymentTexts = catalogue(
  {
    title: 'A payment on trial',
    about: 'This deployment takes no money. Whoever presses the button has paid.',
    amount: (yuan: string) => `¥ ${yuan}`,
    order: (id: number) => `Recharge ${id}`,
    pay: 'Pay',
    paid: 'This recharge is paid.',
    back: 'Back to the recharge',
  },
  {
    'zh-CN': {
      title: '模拟支付',
      about: '本站不收取真实款项，按下按钮即视为已支付。',
      amount: (yuan: string) => `¥ ${yuan}`,
      order: (id: number) => `充值单 ${id}`,
      pay: '支付',
      paid: '这笔充值已支付。',
      back: '返回充值单',
    },
  },
);
export type SandboxPaymentTexts = (typeof sandboxPaymentTexts)['en'];
