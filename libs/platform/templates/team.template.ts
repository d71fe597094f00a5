import type { Template } from './template.js';

export const team: Template = {
  'zh-CN': {
    tagline: '团队内部的广场：进展、想法和值得庆祝的事。',
    texts: {
      about: '这里让每个人知道团队在做什么：谁完成了什么、正在想什么、需要谁帮忙。不必等到周会。',
      rules:
        '## 团队约定\n\n1. 写给不在现场的人看：交代背景，少用缩写。\n2. 对事不对人，欢迎不同意见。\n3. 客户资料、密码和合同不发在这里。\n4. 需要别人行动时，写明是谁、到什么时候。\n5. 下班之后不要求立即回复。',
      welcome: '欢迎加入团队！先发一条动态介绍自己：你负责什么，大家可以找你聊什么。',
    },
    topics: [
      { name: '进展', about: '完成了什么，卡在哪里' },
      { name: '公告', about: '每个人都应该知道的事' },
      { name: '想法', about: '还不成熟也可以说' },
      { name: '庆祝', about: '好消息和感谢' },
    ],
    post: {
      text: '团队的新广场开张了！🚀\n\n每个人都该知道的事发在「公告」，手上的工作发在「进展」：几句话就好，不用写成周报。有好点子，哪怕只有一半，也请放到「想法」。\n\n先从介绍自己开始吧。\n\n#公告 #进展 #想法',
      topics: ['公告', '进展', '想法'],
    },
  },
  en: {
    tagline: 'The square of our team: progress, ideas, and what is worth celebrating.',
    texts: {
      about:
        'Here everybody sees what the team is about: who has finished what, who is thinking about what, and who needs a hand. Nobody has to wait for the weekly meeting.',
      rules:
        '## How we work here\n\n1. Write for those who were not in the room: say what it is about, and spell out abbreviations.\n2. Question ideas, not people.\n3. No data of customers, no passwords, no contracts.\n4. If somebody is to do something, say who and until when.\n5. After work nobody is expected to answer.',
      welcome:
        'Welcome to the team! Introduce yourself with a first post: what you do, and what people can ask you about.',
    },
    topics: [
      { name: 'progress', about: 'What is done, and where we are stuck' },
      { name: 'announcements', about: 'What everybody should know' },
      { name: 'ideas', about: 'Half-baked ones are welcome' },
      { name: 'cheers', about: 'Good news and thanks' },
    ],
    post: {
      text: 'Our new square is open! 🚀\n\nWhat everybody should know stands under “announcements”, what you are working on under “progress”: a few sentences, no weekly report. An idea, even half of one, belongs under “ideas”.\n\nLet us begin by introducing ourselves.\n\n#announcements #progress #ideas',
      topics: ['announcements', 'progress', 'ideas'],
    },
  },
};
