import { catalogue } from '#kernel/i18n';

export const accountTexts = catalogue(
  {
    signIn: 'Sign in',
    signInTo: (community: string) => `Sign in to ${community}`,
    username: 'Username',
    password: 'Password',
    wrong: 'Name or password is not right.',
    locked: 'Too many attempts. Wait a while, then try again.',
    noAccount: 'Not a member yet?',
    join: 'Join',
    already: (name: string) => `You are signed in as ${name}.`,
    goOn: 'Go on',
  },
  {
    'zh-CN': {
      signIn: '登录',
      signInTo: (community: string) => `登录 ${community}`,
      username: '用户名',
      password: '密码',
      wrong: '用户名或密码不正确。',
      locked: '尝试次数过多，请稍后再试。',
      noAccount: '还不是成员？',
      join: '加入',
      already: (name: string) => `你已登录为 ${name}。`,
      goOn: '继续',
    },
  },
);
export type AccountTexts = (typeof accountTexts)['en'];
