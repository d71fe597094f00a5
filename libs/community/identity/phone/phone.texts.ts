import { catalogue } from '#kernel/i18n';

export const phoneTexts = catalogue(
  { code: (name: string, code: string) => `${name}: your code is ${code}. It is valid for 5 minutes.` },
  { 'zh-CN': { code: (name: string, code: string) => `【${name}】您的验证码是 ${code}，5 分钟内有效。` } },
);
