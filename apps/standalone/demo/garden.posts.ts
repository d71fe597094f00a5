import type { DemoPost } from './demo-content.js';

/** Of a community garden by a river. */
export const gardenPosts: readonly DemoPost[] = [
  {
    by: 'linlin',
    title: 'Welcome to Riverside Garden',
    isTop: true,
    text: 'Forty beds, one tap that sticks, and far too many opinions about compost. Post what grows, what does not, and what you have too much of.\n\nHouse rules: close the gate, coil the hose, leave the heron alone.',
    stars: ['rosa', 'oldbill', 'june', 'mei', 'gabe'],
    comments: [
      {
        by: 'oldbill',
        text: 'The tap does not stick. It has character.',
        replies: [{ by: 'gabe', text: 'Then its character needs grease. Saturday?' }],
      },
    ],
  },
  { by: 'rosa', text: 'First peas are up in bed 12. Nobody breathe on them. #peas ', stars: ['june', 'mei'] },
  {
    by: 'oldbill',
    text: 'Frost tonight, mark my words. Fleece is in the shed, second shelf, behind the bucket nobody admits to breaking. #weather ',
    comments: [
      { by: 'priya', text: 'Covered the strawberries. Thank you, Bill.' },
      {
        by: 'tomas',
        text: 'My phone says six degrees.',
        replies: [{ by: 'oldbill', text: 'Your phone is not standing in the garden.' }],
      },
    ],
    stars: ['priya', 'rosa', 'linlin', 'nora'],
  },
  {
    by: 'tomas',
    text: 'There was frost. I apologise to @oldbill and to my courgettes.',
    stars: ['oldbill', 'rosa', 'gabe', 'june', 'priya', 'nora'],
  },
  {
    by: 'mei',
    text: '我妈妈寄来了豇豆种子，一大包，谁想试试？ Yard-long bean seeds to share, they love a warm wall. #seeds #豇豆 ',
    pictures: ['seedlings-1200x800.webp'],
    stars: ['rosa', 'linlin', 'priya'],
    comments: [
      { by: 'priya', text: 'Yes please! I have the warmest wall.' },
      { by: 'linlin', text: '给我留十粒！', replies: [{ by: 'mei', text: '没问题，放在工具房的茶罐里。' }] },
    ],
  },
  {
    by: 'gabe',
    text: 'The tap no longer sticks. It now drips. We call this progress.',
    stars: ['linlin', 'oldbill', 'nora'],
    comments: [{ by: 'nora', text: 'Put the watering can under it and call it irrigation.' }],
  },
  {
    by: 'june',
    text: 'How do you keep pigeons off brassicas without making the bed look like a fish market? #pests ',
    comments: [
      { by: 'rosa', text: 'Old net curtains. Elegant, even.' },
      {
        by: 'oldbill',
        text: 'Hoops and fine mesh. Also keeps off the whites.',
        replies: [
          { by: 'june', text: 'Hoops it is. Do we have spare ones?' },
          { by: 'gabe', text: 'Six behind the compost.', to: 'june' },
        ],
      },
    ],
    stars: ['tomas'],
  },
  {
    by: 'priya',
    text: 'Coriander bolted again. I have decided it is ornamental. #herbs ',
    stars: ['mei', 'rosa', 'tomas'],
  },
  {
    by: 'nora',
    text: 'Counted bees for the survey: eleven kinds in one hour, most of them on the one patch we forgot to weed. There is a lesson in this. #bees #wildlife ',
    pictures: ['sunflower-900x1200.webp'],
    stars: ['linlin', 'june', 'rosa', 'mei', 'priya', 'gabe'],
    comments: [
      { by: 'linlin', text: 'Motion to officially forget it every year.' },
      { by: 'oldbill', text: 'Seconded.' },
    ],
  },
  {
    by: 'tomas',
    text: 'Is it normal to say good morning to a cucumber?',
    stars: ['rosa', 'mei', 'june', 'nora', 'priya'],
    comments: [{ by: 'rosa', text: 'Only if it answers should you worry.' }],
  },
  {
    by: 'oldbill',
    keptBy: ['linlin', 'tomas'],
    text: 'Notes on compost, since somebody asked. Two parts brown, one part green, turn it when you think of it, and never, ever look at it with impatience. Tea bags: take the staple out. Citrus: a little is fine. Cooked food: no, unless you like rats. Bread: see cooked food. Weeds in seed: on the heap by the fence, not on mine. Grass: thin layers or it goes to slime. Eggshells: crush them, they last for ever otherwise. Card: tear it, take off the tape. And if it smells, it is too wet; if it does nothing, it is too dry; if it steams in the morning, bring somebody to see it. #compost ',
    stars: ['linlin', 'gabe', 'tomas', 'nora', 'june'],
    comments: [{ by: 'tomas', text: 'Printed, laminated, hung in the shed.' }],
  },
  {
    by: 'rosa',
    text: 'Blight watch: saw the first spots on the potatoes by the river path. Please look under your leaves today. #blight #tomatoes ',
    comments: [
      { by: 'gabe', text: 'Bed 9 clean.' },
      { by: 'mei', text: 'Bed 21 clean, 谢谢提醒！' },
    ],
    stars: ['linlin', 'oldbill'],
  },
  {
    by: 'linlin',
    formerly: 'Work party on Saturday, nine o’clock. We mend the fence and paint the gate. #workparty ',
    text: 'Work party on Sunday, ten o’clock. We mend the fence, paint the gate and eat whatever Priya brings. #workparty ',
    comments: [
      { by: 'priya', text: 'Samosas. So please do mend the fence.' },
      { by: 'gabe', text: 'I bring the drill.' },
      { by: 'june', text: 'I bring appetite.' },
    ],
    stars: ['rosa', 'gabe', 'nora', 'tomas'],
  },
  {
    by: 'mei',
    text: '豇豆爬到架子顶了，比我还高。 The beans are taller than me now. #豇豆 ',
    stars: ['priya', 'linlin', 'rosa'],
  },
  {
    by: 'gabe',
    text: 'Fence: mended. Gate: green. Drill: somewhere in the grass. If your foot finds it, it is mine.',
    stars: ['linlin', 'june', 'oldbill'],
  },
  {
    by: 'june',
    text: 'A note for those I trust: the raspberries behind the shed are ripe and nobody has noticed yet.',
    for: 'followers',
    stars: ['rosa'],
  },
  {
    by: 'nora',
    name: 'heron',
    keptBy: ['linlin'],
    text: 'The heron came back. Stood in the shallows for an hour as if it paid rent. #heron #wildlife ',
    pictures: ['heron-pond-1200x800.webp'],
    stars: ['linlin', 'rosa', 'oldbill', 'mei', 'june', 'priya', 'tomas', 'gabe'],
    comments: [
      { by: 'june', text: 'It has been here longer than any of us. We are the lodgers.' },
      {
        by: 'mei',
        text: '白鹭还是苍鹭？',
        replies: [{ by: 'nora', text: 'Grey heron, 苍鹭. Look at the black brow.' }],
      },
    ],
  },
  {
    by: 'priya',
    text: 'Does anybody have a good source for peat-free compost in bulk? The co-op closed. I found this overview useful: https://en.wikipedia.org/wiki/Peat',
    link: 'https://en.wikipedia.org/wiki/Peat',
    comments: [{ by: 'oldbill', text: 'Mine. Bring a barrow.' }],
    stars: ['nora'],
  },
  {
    by: 'tomas',
    name: 'courgettes',
    text: 'Harvest maths: 1 courgette plant = enough. 2 courgette plants = a problem. I planted five. Please. #courgettes ',
    stars: ['rosa', 'linlin', 'june', 'mei', 'gabe', 'nora', 'priya'],
    comments: [
      {
        by: 'rosa',
        text: 'Left on my doorstep last night: nine. No note.',
        replies: [{ by: 'tomas', text: 'I know nothing about that.' }],
      },
    ],
  },
  {
    by: 'oldbill',
    text: 'Forty years on this plot today. Bed 3 was bramble, the river was dirty, and the tap stuck.',
    pictures: ['garden-beds-1200x800.webp'],
    stars: ['linlin', 'rosa', 'gabe', 'june', 'mei', 'nora', 'priya', 'tomas'],
    comments: [
      { by: 'linlin', text: 'Cake on Saturday, Bill. No arguing.' },
      { by: 'gabe', text: 'To the tap!', replies: [{ by: 'oldbill', text: 'To the tap. And to all of you.' }] },
    ],
  },
  { by: 'gabe', text: '', quotes: 'heron' },
  {
    by: 'rosa',
    text: 'For friends only: there will be a bench for Bill under the pear tree. Bring a pound and say nothing.',
    for: 'friends',
  },
  {
    by: 'linlin',
    text: 'The planting calendar for this river, collected from five notebooks and one very old wall. It is in the file, two pages, made to be printed. #calendar ',
    attachment: {
      file: 'planting-calendar.txt',
      lines: [
        'Riverside Garden: when to plant',
        '',
        'March     peas, broad beans',
        'April     potatoes, carrots',
        'May       courgettes (one)',
        'June      beans of all kinds',
        'October   garlic',
      ],
    },
    stars: ['rosa', 'june', 'mei', 'priya'],
    keptBy: ['linlin', 'priya', 'june'],
    comments: [{ by: 'tomas', text: 'I saw the brackets. I feel addressed.', stars: ['rosa', 'linlin'] }],
  },
  {
    by: 'priya',
    text: 'Went out at eleven with a torch: forty-one of them on one lettuce. The beer traps are full, and I shall not describe the beer traps, except to say that one of them moved. #slugs ',
    cover: 'Slugs, at some length',
    stars: ['tomas', 'gabe', 'nora'],
    comments: [{ by: 'nora', text: 'The toad under the water butt sends its regards.' }],
  },
  {
    by: 'rosa',
    text: 'Taste test this Friday at six: nine kinds of tomato, one winner, no mercy. Bring bread. #tomatoes ',
    pictures: ['tomatoes-1000x1000.webp'],
    stars: ['mei', 'june', 'tomas', 'priya'],
    comments: [
      { by: 'tomas', text: 'Is bribing the jury allowed?' },
      { by: 'rosa', text: 'Only with courgettes. Which is to say no.' },
    ],
  },
  {
    by: 'mei',
    text: '番茄品鉴会结果：小黄番茄赢了！ The little yellow one won by two votes, and nobody is speaking to @oldbill , who voted for a radish. #tomatoes ',
    stars: ['rosa', 'linlin', 'nora', 'june'],
    comments: [{ by: 'oldbill', text: 'I stand by the radish.' }],
  },
  {
    by: 'june',
    text: 'July in four pictures. #season ',
    pictures: [
      'garden-beds-1200x800.webp',
      'sunflower-900x1200.webp',
      'heron-pond-1200x800.webp',
      'tomatoes-1000x1000.webp',
    ],
    stars: ['linlin', 'rosa', 'mei', 'nora'],
    comments: [
      {
        by: 'linlin',
        text: 'May I put these on the notice board?',
        replies: [{ by: 'june', text: 'Of course, take them all.' }],
      },
    ],
  },
  {
    by: 'linlin',
    text: 'The swap table is open: too much of something, put it there; too little, take it. Today there are aubergines, one pumpkin with ambitions, and (surprise) courgettes. #swap #harvest ',
    pictures: ['harvest-basket-1000x1000.webp', 'seedlings-1200x800.webp', 'tomatoes-1000x1000.webp'],
    stars: ['rosa', 'mei', 'gabe', 'nora', 'priya', 'oldbill', 'june'],
    comments: [
      { by: 'priya', text: 'I took the pumpkin. We have an understanding.' },
      {
        by: 'gabe',
        text: 'Who left the jar of honey? Thank you!',
        replies: [{ by: 'nora', text: 'The bees did. I only carried it.' }],
      },
      { by: 'mei', text: '茄子我拿了，晚上做鱼香茄子，给大家带一点。' },
    ],
  },
  {
    by: 'nora',
    text: 'Ten seconds of this morning, for those who sleep late. It never looked at me once. #heron #wildlife ',
    film: 'heron-pond-960x540.mp4',
    stars: ['linlin', 'mei', 'june', 'priya', 'gabe'],
    comments: [
      { by: 'oldbill', text: 'Turn the sound on. That is the whole allotment before six.' },
      { by: 'mei', text: '它站得比我还直。' },
    ],
  },
  {
    by: 'oldbill',
    text: 'Somebody asked what I learnt in forty years. This. #courgettes ',
    quotes: 'courgettes',
    stars: ['tomas', 'rosa', 'linlin', 'june'],
    comments: [
      {
        by: 'tomas',
        text: 'I would like it engraved on the shed.',
        stars: ['oldbill', 'rosa', 'june'],
        isHighlight: true,
      },
    ],
  },
];
