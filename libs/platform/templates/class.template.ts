import type { Template } from './template.js';

export const schoolClass: Template = {
  'zh-CN': {
    tagline: '我们班的主页：通知、作业、活动，家长和同学都看得到。',
    texts: {
      about: '这里发布班级通知、作业和活动安排，也欢迎分享学习心得和班级里的好消息。',
      rules:
        '## 班级约定\n\n1. 互相尊重，不起外号，不嘲笑。\n2. 孩子的照片只在这里看，不要转发到别处。\n3. 成绩和个人情况请私下沟通。\n4. 通知看到了请点赞，方便老师确认。\n5. 晚上十点之后请尽量不要发布需要回复的内容。',
      welcome: '欢迎！请先看看「通知」，再关注「作业」，这样就不会错过任何事情。',
    },
    topics: [
      { name: '通知', about: '老师和班委发布的消息' },
      { name: '作业', about: '布置与答疑' },
      { name: '活动', about: '春游、运动会、班会' },
      { name: '分享', about: '好书、好题、好消息' },
    ],
    post: {
      text: '大家好，班级主页开通了！📚\n\n重要消息都会发在「通知」，看到请点个赞。作业上的问题可以直接在「作业」里问，也许同学比老师回答得还快。\n\n请各位先看一下社区规则，谢谢配合。\n\n#通知 #作业',
      topics: ['通知', '作业'],
    },
  },
  en: {
    tagline: 'Our class in one place: notices, homework and events, for pupils and parents.',
    texts: {
      about:
        'Here you find notices, homework and what is planned. What you have learned and good news are welcome, too.',
      rules:
        '## In our class\n\n1. We respect each other: no nicknames that hurt, no laughing at anybody.\n2. Pictures of children stay here and are not passed on.\n3. Marks and private matters are talked about in private.\n4. Star a notice when you have read it, so that teachers know.\n5. After ten in the evening, nothing that needs an answer.',
      welcome: 'Welcome! Read “notices” first and follow “homework”: then nothing can pass you by.',
    },
    topics: [
      { name: 'notices', about: 'From teachers and class representatives' },
      { name: 'homework', about: 'What is to be done, and questions about it' },
      { name: 'events', about: 'Trips, sports day, evenings for parents' },
      { name: 'sharing', about: 'Books, riddles, good news' },
    ],
    post: {
      text: 'Hello everybody, our class has a place of its own! 📚\n\nWhatever is important stands under “notices”; please star it when you have read it. Questions about “homework” can be asked there: perhaps a classmate answers before the teacher does.\n\nPlease have a look at the rules, too.\n\n#notices #homework',
      topics: ['notices', 'homework'],
    },
  },
};
