import { catalogue } from '#kernel/i18n';

export const siteTextTexts = catalogue(
  {
    texts: 'About this community',
    about: 'About',
    rules: 'Rules',
    privacy: 'Privacy',
    titles: { about: 'About this community', rules: 'Rules of this community', privacy: 'Your privacy here' },
    defaults: {
      about: (name: string) =>
        `${name} is a place for short posts, pictures and conversations among the people who belong to it.\n\nPublic posts can be read by everybody. What members keep to friends or followers stays among them.`,
      rules: (_name: string) =>
        [
          '1. **Be kind.** Disagree with what somebody says, not with who they are.',
          '2. **Stay on the subject.** Join a conversation to add to it, and start your own for something else.',
          '3. **Keep private things private.** Share no addresses, numbers or pictures of others without asking them.',
          '4. **No advertising in bulk.** Telling of your own work is fine; doing nothing else is not.',
          '5. **Nothing unlawful, and nothing that harms.** If you see it, tell one of the people who run this place.',
        ].join('\n'),
      privacy: (_name: string) =>
        [
          '## What is kept',
          '- **Your account:** your username, your name and picture as you chose them, and a phone number if you add one. Of your password only a fingerprint is kept, from which nobody can read it.',
          '- **What you write and upload:** posts, comments, messages and files, until you delete them. Where a picture was taken is removed from it.',
          '- **Where you are signed in:** the kind of browser and its network address, so that you can see it in your settings and end it. Posts keep the address that they were sent from; others see no more of it than a rough place, if at all.',
          '## Who can read it',
          '- Public posts: everybody. Other posts: whom you chose. Private messages: the two of you.',
          '- The people who run this community can read posts, to look after it.',
          '## Cookies',
          'One that keeps you signed in, and one for the language or appearance if you choose them. Readers without an account have none until they choose something or open a form. These pages load nothing from other websites, and tell nobody else that you read them.',
        ].join('\n'),
    },
    isDefault: 'The people who run this community have not written a text of their own yet. Until then this one holds.',
    version: (version: string, date: string) => `Version ${version}, ${date}`,
    edit: 'Edit',
    runBy: 'Who runs it',
    figures: 'In numbers',
    takePart: 'Taking part',
    joinHow: 'Everybody can become a member.',
    join: 'Join',
    joinClosed: 'Registration is closed at the moment.',
    apps: 'Apps that speak the paopao API work here, too. The address to give them:',
  },
  {
    'zh-CN': {
      texts: '关于社区',
      about: '关于',
      rules: '社区规则',
      privacy: '隐私',
      titles: { about: '关于社区', rules: '社区规则', privacy: '你的隐私' },
      defaults: {
        about: (name: string) =>
          `「${name}」是一个分享动态、图片和交流的地方。\n\n公开的动态人人可读；成员只分享给好友或关注者的内容，不会出现在别处。`,
        rules: (_name: string) =>
          [
            '1. **友善待人。** 可以不同意观点，但不要攻击人。',
            '2. **围绕话题。** 参与讨论时言之有物，聊别的就另开一条。',
            '3. **尊重隐私。** 未经同意，不发布他人的住址、电话或照片。',
            '4. **不刷广告。** 介绍自己的作品没问题，只发广告不行。',
            '5. **不违法，不伤害他人。** 看到这类内容，请告诉社区管理者。',
          ].join('\n'),
        privacy: (_name: string) =>
          [
            '## 我们保存什么',
            '- **账号：** 用户名、你设置的昵称和头像，以及你绑定的手机号。密码只保存无法还原的摘要。',
            '- **你发布的内容：** 动态、评论、私信和文件，直到你删除它们。图片里的拍摄地点会被清除。',
            '- **登录记录：** 浏览器类型和网络地址，方便你在设置里查看并下线。动态会记录发布时的网络地址，其他人最多只能看到大致的地区。',
            '## 谁能看到',
            '- 公开动态人人可见；其他动态只有你选择的人可见；私信只有双方可见。',
            '- 社区管理者为了维护社区，可以看到动态。',
            '## Cookie',
            '登录后有一个用于保持登录；你选择语言或外观时会再记一个。没有账号的访客，在做出选择或打开表单之前没有 Cookie。这里的页面不加载任何外部内容，也不会把你的浏览告诉任何人。',
          ].join('\n'),
      },
      isDefault: '社区管理者还没有写自己的版本，目前以此为准。',
      version: (version: string, date: string) => `第 ${version} 版，${date}`,
      edit: '编辑',
      runBy: '社区管理者',
      figures: '社区数据',
      takePart: '加入我们',
      joinHow: '任何人都可以注册成为成员。',
      join: '加入',
      joinClosed: '目前暂不开放注册。',
      apps: '也可以使用支持泡泡接口的客户端，服务器地址填写：',
    },
  },
);
export type SiteTextTexts = (typeof siteTextTexts)['en'];
