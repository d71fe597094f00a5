import type { Template } from './template.js';

export const neighbourhood: Template = {
  'zh-CN': {
    tagline: '街坊邻居的留言板：互相帮忙、转让闲置、关心身边的事。',
    texts: {
      about: '我们住在同一片地方，难免需要彼此。借个梯子、找只走丢的猫、提醒大家明天停水——都可以在这里说。',
      rules:
        '## 邻里约定\n\n1. 我们低头不见抬头见，说话留三分余地。\n2. 不公开别人的住址、电话和车牌。\n3. 转让闲置请写清价格和取货方式，成交后请注明。\n4. 紧急情况先打 110、119 或 120，再来这里通知大家。\n5. 不传未经证实的消息。',
      welcome: '欢迎，新邻居！告诉大家你住在哪一片（不用写门牌号），再看看最近有什么需要帮忙的。',
    },
    topics: [
      { name: '通知', about: '停水停电、施工、会议' },
      { name: '互助', about: '需要帮忙，或者愿意帮忙' },
      { name: '闲置', about: '转让、赠送、借用' },
      { name: '失物招领', about: '丢了什么，捡到什么' },
    ],
    post: {
      text: '各位邻居好！👋\n\n这里是我们自己的留言板。需要帮忙，或者有空帮别人一把，请发到「互助」；家里用不上的东西，也许隔壁正需要，发到「闲置」。\n\n停水停电之类的消息会发在「通知」，建议关注一下。\n\n#互助 #闲置 #通知',
      topics: ['互助', '闲置', '通知'],
    },
  },
  en: {
    tagline: 'The noticeboard of our street: lend a hand, pass things on, know what is going on.',
    texts: {
      about:
        'We live next to each other and now and then we need each other. Borrow a ladder, look for a runaway cat, warn of tomorrow’s roadworks: this is the place.',
      rules:
        '## Among neighbours\n\n1. We will meet at the bakery: write as you would speak there.\n2. No addresses, phone numbers or number plates of others.\n3. Whoever gives or sells something says for how much, and when it is gone.\n4. In an emergency call the emergency services first, then tell us.\n5. Do not pass on what nobody has checked.',
      welcome: 'Welcome, neighbour! Say roughly where you live (no house number), and see who could use a hand.',
    },
    topics: [
      { name: 'notices', about: 'Roadworks, power cuts, meetings' },
      { name: 'help', about: 'Wanted and offered' },
      { name: 'give-away', about: 'To lend, to give, to sell' },
      { name: 'lost-and-found', about: 'From keys to cats' },
    ],
    post: {
      text: 'Hello, neighbours! 👋\n\nThis is our own noticeboard. If you need a hand, or have one free, write under “help”. What stands about in your cellar may be just what somebody next door looks for: “give-away”.\n\nRoadworks and power cuts are announced under “notices”; following it is a good idea.\n\n#help #give-away #notices',
      topics: ['help', 'give-away', 'notices'],
    },
  },
};
