import type { DemoPost } from './demo-content.js';

/** What is not said every day: wide texts, nine pictures, what was closed or taken back. */
export const moreGardenPosts: readonly DemoPost[] = [
  {
    by: 'june',
    text: 'The year in nine: seedlings, beds, sun, heron, tomatoes, the basket, and three evenings when it rained and we went to the library instead. #season ',
    isHighlight: true,
    pictures: [
      'seedlings-1200x800.webp',
      'garden-beds-1200x800.webp',
      'sunflower-900x1200.webp',
      'heron-pond-1200x800.webp',
      'tomatoes-1000x1000.webp',
      'harvest-basket-1000x1000.webp',
      'rainy-window-1200x900.webp',
      'reading-room-1200x800.webp',
      'tea-and-notes-900x1200.webp',
    ],
    stars: ['linlin', 'rosa', 'mei', 'nora', 'oldbill'],
    comments: [
      {
        by: 'tomas',
        text: 'Is the fourth one from this week?',
        isDeleted: true,
        replies: [{ by: 'june', text: 'From March. It has not moved since, as far as I can tell.' }],
      },
      { by: 'rosa', text: 'Picture five is my row. I am very calm about this.', stars: ['june', 'mei'] },
    ],
  },
  {
    by: 'samira',
    text: 'زرعتُ النعناع والبقدونس بجانب السياج، ونبتت أيضًا البذور التي أرسلتها أمي من حلب.\n\nمن أراد نعناعًا للشاي فليأخذ ما يشاء، فهو ينمو أسرع مما نشرب. #نعناع ',
    stars: ['mei', 'linlin', 'rosa', 'priya'],
    comments: [
      { by: 'oldbill', text: 'I cannot read it, but I can smell it from bed 3. Thank you.' },
      { by: 'mei', text: '薄荷茶算我一个！', replies: [{ by: 'samira', text: 'أهلًا وسهلًا، السبت بعد العصر.' }] },
    ],
  },
  {
    by: 'mei',
    text: 'Samira wrote the name of her mint on a stick for me: نعناع بلدي, and under it I wrote 本地薄荷. Now it is the best labelled plant on the site. #herbs ',
    stars: ['samira', 'linlin', 'june'],
  },
  {
    by: 'nora',
    text: 'My new peas come from Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch. The label is longer than the row. #seeds ',
    stars: ['rosa', 'gabe', 'tomas', 'june'],
    comments: [{ by: 'gabe', text: 'I can cut you a wider stick.' }],
  },
  {
    by: 'priya',
    text: 'For those who asked where the bee survey wants its numbers, this is the form, and yes, all of it is the address: https://www.wikipedia.org/search-redirect.php?family=wikipedia&language=en&search=pollinator+monitoring+scheme+flower+insect+timed+count+allotment+garden+river&go=Go&from=riverside-garden-notice-board',
    stars: ['nora'],
  },
  { by: 'tomas', name: 'free', text: 'Free courgettes at the gate. Take as many as you can carry.', isDeleted: true },
  {
    by: 'rosa',
    text: 'By the time I got there the sign had gone, and so had Tomás. The courgettes had not. #courgettes ',
    quotes: 'free',
    stars: ['linlin', 'mei', 'priya', 'gabe'],
    comments: [{ by: 'tomas', text: 'I took the sign down when I heard you coming.' }],
  },
  {
    by: 'gabe',
    text: 'Who has the second key of the shed? I need the long ladder on Sunday.',
    comments: [
      {
        by: 'priya',
        text: 'I gave it to Nora.',
        replies: [
          { by: 'nora', text: 'I gave it to June.' },
          { by: 'june', text: 'Mei has it, for the beans.' },
          { by: 'mei', text: '我还给 Bill 了。', to: 'june' },
          { by: 'oldbill', text: 'It is on the hook. It has always been on the hook.' },
          { by: 'gabe', text: 'It is on the hook.' },
        ],
      },
    ],
    stars: ['oldbill', 'june'],
  },
  {
    by: 'nora',
    text: 'How to keep your own seed, in six pages, with drawings of what not to do. The two pounds go to the bee survey. #seeds ',
    attachment: {
      file: 'saving-seed.txt',
      price: 200,
      lines: ['Saving seed', '', 'Peas and beans: let them rattle.', 'Tomatoes: let them rot a little, then wash.'],
    },
    stars: ['mei', 'rosa', 'linlin'],
    keptBy: ['priya'],
  },
  {
    by: 'linlin',
    text: 'Beds for next year are given out: nobody moves, and the corner by the water butt goes to the school. That settles it, so this one is closed. #beds ',
    isLocked: true,
    stars: ['rosa', 'oldbill', 'priya'],
    comments: [
      { by: 'oldbill', text: 'Good. Teach them the tap.' },
      { by: 'priya', text: 'They may have my strawberries as neighbours.' },
    ],
  },
  { by: 'linlin', text: 'Note to self: ask the council about the tap before Bill does.', for: 'nobody' },
  {
    by: 'seedking',
    text: 'Own brand fertiliser, twice the harvest, delivered to your gate. Write to me for the price.',
    comments: [{ by: 'oldbill', text: 'My heap does that for nothing.' }],
  },
  { by: 'winbig', text: 'Today only: reply with a number and win.', isDeleted: true },
];
