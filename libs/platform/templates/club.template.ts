import type { Template } from './template.js';

export const club: Template = {
  'zh-CN': {
    tagline: '兴趣相投的人在这里分享、约活动、留住好时光。',
    texts: {
      about:
        '这里是我们社团的家：活动在这里预告，照片和心得在这里分享，有问题也可以随时提出来。\n\n不管你是老成员还是刚刚加入，都欢迎发第一条动态打个招呼。',
      rules:
        '## 我们的约定\n\n1. 对人友善，就事论事。\n2. 活动请写清时间、地点和联系人，变动时及时更新。\n3. 发别人的照片之前，先征得同意。\n4. 不发广告和无关的推广。\n5. 遇到问题先私下沟通，解决不了再找管理员。',
      welcome: '欢迎加入！先看看精选话题里有什么，再发一条动态介绍一下自己吧。',
    },
    topics: [
      { name: '活动预告', about: '接下来的聚会：时间、地点、怎么报名' },
      { name: '活动回顾', about: '照片、视频和现场的故事' },
      { name: '新人报到', about: '说说你是谁，为什么来' },
      { name: '提问', about: '不懂就问，总有人知道' },
    ],
    post: {
      text: '欢迎来到我们的新家！🎉\n\n从今天起，活动通知、照片和讨论都放在这里。第一件小事：在「新人报到」里介绍一下自己，顺便说说你最想参加什么活动。\n\n「活动预告」里会发布下一次聚会，记得常来看看。\n\n#新人报到 #活动预告',
      topics: ['新人报到', '活动预告'],
    },
  },
  en: {
    tagline: 'A place for people who share a hobby: plans, pictures, and talk between meetings.',
    texts: {
      about:
        'This is where our club lives between meetings: what is planned, how it went, and everything one of us wants to ask the others.\n\nWhether you have been with us for years or joined this morning: say hello with a first post.',
      rules:
        '## How we treat each other\n\n1. Be kind, and argue about the matter, not the person.\n2. Whoever announces a meeting says when, where and whom to ask, and keeps it up to date.\n3. Ask people before you post their picture.\n4. No advertising.\n5. If something bothers you, talk to each other first; then tell an administrator.',
      welcome: 'Welcome! Have a look at the featured topics, then introduce yourself in a first post.',
    },
    topics: [
      { name: 'meetings', about: 'What comes next: when, where, how to join' },
      { name: 'afterwards', about: 'Pictures, films and stories from what we did' },
      { name: 'newcomers', about: 'Who you are and what brought you here' },
      { name: 'questions', about: 'Ask; somebody will know' },
    ],
    post: {
      text: 'Welcome to our new home! 🎉\n\nFrom today, announcements, pictures and everything in between have their place here. A small thing to start with: introduce yourself under “newcomers”, and say what you would like us to do next.\n\nThe next meeting will be announced under “meetings”.\n\n#newcomers #meetings',
      topics: ['newcomers', 'meetings'],
    },
  },
};
