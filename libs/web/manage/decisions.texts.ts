import { catalogue, plural } from '#kernel/i18n';

/** What a decision about a member means, said before it is made. */
export const decisionTexts = catalogue(
  {
    promote: (name: string) => `Make ${name} an administrator?`,
    promoteMeans: (name: string) => `${name} can then do all that you can do:`,
    powers: {
      desk: 'change how the community looks, its texts and who may join',
      posts: 'pin, lock and delete what others have written',
      members: 'suspend members and let them back in',
      roles: 'make others administrators, and take that from you, too',
    },
    promoteBack: 'You can take it back at any time, as long as you are an administrator yourself.',
    promoteYes: 'Make an administrator',
    suspend: (name: string) => `Suspend ${name}?`,
    suspendMeans: (name: string) => `Until somebody lets ${name} take part again, they`,
    losses: {
      signIn: 'cannot sign in any more',
      write: 'cannot post, comment, star or write messages where they are still signed in',
      found: 'are suggested to nobody, and not found by name',
    },
    suspendKept: (count: number, shown: string) =>
      count > 0
        ? `What they have written stays: ${shown} ${plural('en', count, { one: 'post', other: 'posts' })}. You can delete it post by post.`
        : 'They have not posted anything.',
    suspendTell: 'They are not told why. If you want them to know, ',
    suspendWrite: 'write to them first',
    stop: '.',
    suspendYes: 'Suspend',
    no: 'No, leave it as it is',
    isAlready: (name: string) => `That is done already: nothing more needs to be decided about ${name} here.`,
    isAdministrator: (name: string) =>
      `${name} is an administrator. Make them an ordinary member first, then they can be suspended.`,
    isSuspended: (name: string) => `${name} is suspended. Let them take part again first.`,
    isYou: 'Nobody decides this about themselves: so there is always an administrator.',
    toMembers: 'To the members',
  },
  {
    'zh-CN': {
      promote: (name: string) => `将 ${name} 设为管理员？`,
      promoteMeans: (name: string) => `${name} 将拥有和你一样的权限：`,
      powers: {
        desk: '修改社区的外观、文字和加入方式',
        posts: '置顶、锁定和删除别人的内容',
        members: '封停和解封成员',
        roles: '任命其他管理员，也可以取消你的管理员身份',
      },
      promoteBack: '只要你还是管理员，随时可以撤销。',
      promoteYes: '设为管理员',
      suspend: (name: string) => `封停 ${name} 的账号？`,
      suspendMeans: (name: string) => `解封之前，${name}`,
      losses: {
        signIn: '无法再次登录',
        write: '在已登录的设备上也不能发动态、评论、点赞和发私信',
        found: '不会被推荐，也无法按名称搜到',
      },
      suspendKept: (count: number, shown: string) =>
        count > 0 ? `已发布的 ${shown} 条动态会保留，可以逐条删除。` : '这位成员还没有发过动态。',
      suspendTell: '系统不会告知封停原因。如果想让对方知道，',
      suspendWrite: '请先发一条私信',
      stop: '。',
      suspendYes: '封停账号',
      no: '不，保持现状',
      isAlready: (name: string) => `已经处理过了，不需要再对 ${name} 做什么。`,
      isAdministrator: (name: string) => `${name} 是管理员，需要先取消管理员身份才能封停。`,
      isSuspended: (name: string) => `${name} 已被封停，请先解除封停。`,
      isYou: '不能对自己做这个决定，这样社区始终有管理员。',
      toMembers: '返回成员列表',
    },
  },
);
export type DecisionTexts = (typeof decisionTexts)['en'];
