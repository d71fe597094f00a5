import { catalogue, plural } from '#kernel/i18n';

/** Of the mails of the platform. Names of communities and members are given in quotation marks: their owners chose them. */
export const mailTexts = catalogue(
  {
    follow: 'If the button does not work, open this address:',
    footer: (host: string) =>
      `Sent by ${host}, because of something that was done there. Nobody reads answers to this address.`,
    confirmAddress: {
      subject: 'Confirm your e-mail address',
      lead: (host: string) =>
        `Somebody, most likely you, said that this is the address of whoever owns the community at ${host}.`,
      act: 'Confirm the address',
      after:
        'The link is good for 3 days. If this was not you, you need not do anything: without the link the address is not used.',
    },
    addressChanging: {
      subject: (name: string) => `Another e-mail address for “${name}”`,
      lead: (name: string, host: string) =>
        `The owner of “${name}” (${host}) has asked to use another e-mail address from now on:`,
      after:
        'Until that address is confirmed, yours stays in force. If this was not you, change your password and speak to whoever runs the platform.',
    },
    ownershipOffered: {
      subject: (name: string) => `“${name}” could be yours`,
      lead: (from: string, name: string, host: string) =>
        `${from} wants to hand the community “${name}” (${host}) on to you. It is yours when you accept.`,
      act: 'Look at the offer',
      after: (days: number) =>
        `The offer is open for ${days} ${plural('en', days, { one: 'day', other: 'days' })}. Without your consent nothing changes.`,
    },
    ownershipGiven: {
      subject: (name: string) => `You have handed “${name}” on`,
      lead: (name: string, host: string, username: string) =>
        `${username} has accepted: the community “${name}” (${host}) is theirs now.`,
      after:
        'You stay one of its administrators until the new owner decides otherwise. If you know nothing of this, speak to whoever runs the platform.',
    },
    ownershipReceived: {
      subject: (name: string) => `“${name}” is yours now`,
      lead: (name: string, host: string, from: string) =>
        `You own the community “${name}” (${host}), which ${from} has handed on to you.`,
      act: 'To your community',
      after: 'There you can give the e-mail address by which you are reached as its owner.',
    },
    recoveryAsked: {
      subject: (name: string) => `Somebody wants to be made owner of “${name}”`,
      lead: (name: string, host: string, username: string) =>
        `The platform was asked to make ${username} the owner of the community “${name}” (${host}), because its owner cannot be reached.`,
      after: 'If you can be reached and do not want this, tell whoever runs the platform at once. It is not done yet.',
    },
    recoveryDone: {
      subject: (name: string) => `“${name}” has another owner`,
      lead: (name: string, host: string, username: string) =>
        `Whoever runs the platform has made ${username} the owner of the community “${name}” (${host}).`,
      after: 'If this is wrong, speak to whoever runs the platform.',
    },
    communities: {
      subject: 'Your communities',
      lead: 'You asked which communities here are yours. These are they, by this e-mail address:',
      after: 'If it was not you who asked, you need not do anything: nobody but you has been told.',
    },
    signupReceived: {
      subject: 'Your request was received',
      lead: (host: string) =>
        `Somebody, most likely you, asked for a community at ${host}. Whoever runs the platform looks at it first.`,
      act: 'How it stands',
      after: 'If this was not you, you need not do anything: you hear once more of it, and then it is forgotten.',
    },
    signupApproved: {
      subject: 'Your community is there',
      lead: (host: string) => `Your request was accepted: the community at ${host} is yours.`,
      act: 'To your community',
      after: 'You sign in with the username and the password that you have chosen.',
    },
    signupRefused: {
      subject: 'Your request was not accepted',
      lead: (host: string) => `The community at ${host} that you asked for is not made. This is the reason:`,
      after: 'What you filled in is removed in 30 days; your password already is.',
    },
  },
  {
    'zh-CN': {
      follow: '如果按钮无法打开，请复制下面的链接到浏览器：',
      footer: (host: string) => `本邮件由 ${host} 因站内操作自动发送，请勿直接回复。`,
      confirmAddress: {
        subject: '请确认您的邮箱地址',
        lead: (host: string) => `有人（很可能是您本人）将此邮箱填写为社区 ${host} 所有者的邮箱。`,
        act: '确认邮箱',
        after: '链接 3 天内有效。如果不是您本人操作，请忽略本邮件：未经确认，该邮箱不会被使用。',
      },
      addressChanging: {
        subject: (name: string) => `“${name}”正在更换所有者邮箱`,
        lead: (name: string, host: string) => `“${name}”（${host}）的所有者申请改用以下邮箱：`,
        after: '在新邮箱确认之前，您的邮箱仍然有效。如果不是您本人操作，请立即修改密码并联系平台管理员。',
      },
      ownershipOffered: {
        subject: (name: string) => `邀请您接手“${name}”`,
        lead: (from: string, name: string, host: string) =>
          `${from} 想把社区“${name}”（${host}）转交给您。您接受后即成为所有者。`,
        act: '查看转交邀请',
        after: (days: number) => `邀请 ${days} 天内有效。未经您同意，不会有任何改变。`,
      },
      ownershipGiven: {
        subject: (name: string) => `您已转交“${name}”`,
        lead: (name: string, host: string, username: string) =>
          `${username} 已接受转交，现在是社区“${name}”（${host}）的所有者。`,
        after: '在新所有者另行决定之前，您仍是管理员。如果您对此并不知情，请联系平台管理员。',
      },
      ownershipReceived: {
        subject: (name: string) => `“${name}”现在归您所有`,
        lead: (name: string, host: string, from: string) =>
          `${from} 已将社区“${name}”（${host}）转交给您，您现在是它的所有者。`,
        act: '前往社区',
        after: '您可以在那里填写作为所有者的联系邮箱。',
      },
      recoveryAsked: {
        subject: (name: string) => `有人申请成为“${name}”的所有者`,
        lead: (name: string, host: string, username: string) =>
          `平台收到申请：因社区“${name}”（${host}）的所有者无法联系，请求将 ${username} 设为所有者。`,
        after: '此事尚未执行。如果您不同意，请立即联系平台管理员。',
      },
      recoveryDone: {
        subject: (name: string) => `“${name}”的所有者已变更`,
        lead: (name: string, host: string, username: string) =>
          `平台管理员已将 ${username} 设为社区“${name}”（${host}）的所有者。`,
        after: '如有疑问，请联系平台管理员。',
      },
      communities: {
        subject: '您的社区',
        lead: '您查询了自己在本平台的社区。以下社区的所有者邮箱是此邮箱：',
        after: '如果不是您本人查询，请忽略本邮件：除您之外，没有人看到这份列表。',
      },
      signupReceived: {
        subject: '您的申请已收到',
        lead: (host: string) => `有人（很可能是您本人）申请创建社区 ${host}。平台运营人员会先进行审核。`,
        act: '查看申请进度',
        after: '如果不是您本人操作，请忽略本邮件：您只会再收到一次通知。',
      },
      signupApproved: {
        subject: '您的社区已创建',
        lead: (host: string) => `您的申请已通过，社区 ${host} 归您所有。`,
        act: '前往社区',
        after: '请用您设置的用户名和密码登录。',
      },
      signupRefused: {
        subject: '您的申请未通过',
        lead: (host: string) => `您申请的社区 ${host} 没有创建，原因如下：`,
        after: '您填写的内容将在 30 天内删除，密码已经删除。',
      },
    },
  },
);
export type MailTexts = (typeof mailTexts)['en'];
