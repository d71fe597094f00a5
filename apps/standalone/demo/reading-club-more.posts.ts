import type { DemoPost } from './demo-content.js';

/** What is not said every day: long and wide texts, nine pictures, what was closed or taken back. */
export const moreReadingClubPosts: readonly DemoPost[] = [
  {
    by: 'laozhou',
    title: '迟到的读后感：《边城》',
    isHighlight: true,
    text: `欠馆里的读后感，今天交作业。

年轻时送信，我每天要过一条河。河上没有桥，只有一条渡船，撑船的老人姓什么我一直没有问过，只记得他的草帽，和他收两毛钱时的那只手。读《边城》读到老船夫，我把书放下，去厨房倒了一杯水，站了很久才回来。

书里的人都是好人，好人们却都没有等到自己想要的那一天。从前我以为这是作者心狠，现在觉得不是。他只是把河水写得那么清，清得连谁也怪不了。白塔倒了，后来又修起来。修塔的时候，各人出一点钱，各人出一点力，这一段很短，我却读了三遍。一个地方的人，大概就是这样把日子接起来的。

我送了三十八年信，最怕的是收信人不在。敲门，等一等，再敲门，最后把信放回包里，第二天再来。翠翠等在渡口，也是这样。只是她等的那封信，没有写日期。

退休以后，家里人问我整天读书读出什么来了。我想来想去，读出一点耐心。急的时候念一段，像坐渡船，急也没有用，水是那么宽，船是那么慢，到了就是到了。

馆里那本《边城》我还回来了，封底夹着一张纸条，写的是：下一个借的人，读完请在后面添一句。`,
    stars: ['linlin', 'teacherwu', 'achun', 'hedy', 'kevin', 'dashu'],
    keptBy: ['teacherwu', 'linlin'],
    comments: [
      {
        by: 'linlin',
        text: '作业收到，满分。“到了就是到了”，我抄在借书台上了。',
        stars: ['laozhou', 'teacherwu', 'hedy'],
        isHighlight: true,
      },
      { by: 'teacherwu', text: '“没有写日期”四个字，我明天念给学生听，行吗？', stars: ['linlin'] },
      { by: 'kevin', text: 'I needed an hour and a dictionary, and it was worth both.' },
    ],
  },
  {
    by: 'hedy',
    text: '把这一年拍的照片挑了九张：灯，雨，茶，猫，书市，阅览室，河边的鸟，窗台的苗，还有门口那株比我高的向日葵。 #读书角落 ',
    pictures: [
      'lantern-street-1200x800.webp',
      'rainy-window-1200x900.webp',
      'tea-and-notes-900x1200.webp',
      'cat-on-books-1000x1000.webp',
      'book-market-1200x800.webp',
      'reading-room-1200x800.webp',
      'heron-pond-1200x800.webp',
      'seedlings-1200x800.webp',
      'sunflower-900x1200.webp',
    ],
    stars: ['linlin', 'xiaoman', 'mianmian', 'achun', 'kevin'],
    comments: [
      {
        by: 'achun',
        text: '第七张是在哪里拍的？',
        isDeleted: true,
        replies: [{ by: 'hedy', text: '渡口往西走五分钟，早上六点半。' }],
      },
      { by: 'mianmian', text: '第四张那只猫现在归绘本角管，准确地说，绘本角归它管。' },
    ],
  },
  {
    by: 'layla',
    text: 'مساء الخير من الطابق الثاني. أقرأ قصص الأطفال الصينية مع ابنتي، كل ليلة صفحة واحدة، ونتعلّم معًا عشر كلمات جديدة.\n\nكتابنا المفضّل هذا الأسبوع عن قطة تعيش في مكتبة، وهي تشبه قطة مكتبتنا تمامًا. #قراءة ',
    stars: ['linlin', 'kevin', 'xiaoman', 'mianmian'],
    comments: [
      {
        by: 'kevin',
        text: 'Ten words a night? I manage three.',
        replies: [{ by: 'layla', text: 'ابنتي تتعلّم سبعًا منها، وأنا ثلاثًا مثلك!' }],
      },
      { by: 'xiaoman', text: '用翻译读懂了！周五的亲子夜，欢迎你们一起来。' },
    ],
  },
  {
    by: 'teacherwu',
    text: 'Layla 教了我一句阿拉伯谚语：«العلم في الصغر كالنقش على الحجر»，意思是“少时所学，如刻石上”。课上正讲到“少成若天性”，原来各地的老师说的是同一句话。',
    stars: ['layla', 'linlin', 'hedy'],
  },
  {
    by: 'kevin',
    text: 'I told a friend in Vienna that Chinese words are hard. She sent me this one: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft. I am staying with 船. #学中文 ',
    stars: ['teacherwu', 'laozhou', 'layla', 'achun'],
    comments: [{ by: 'teacherwu', text: '一个字对八十个字母，这一局中文赢。' }],
  },
  {
    by: 'hedy',
    text: '给想找外文书的朋友，检索页面的地址长得像一首没有断句的诗： https://www.gutenberg.org/ebooks/search/?query=l.chinese&submit_search=Search&sort_order=release_date&start_index=1&language=zh&format=epub3.images&reader=library-terminal-upstairs',
    stars: ['kevin'],
  },
  {
    by: 'achun',
    name: 'market ride',
    text: '周日去旧书市，有人一起拼车吗？我八点半从东门走。',
    isDeleted: true,
  },
  {
    by: 'mianmian',
    text: '我！再加一摞绘本，坐得下吗？ #旧书市 ',
    quotes: 'market ride',
    stars: ['achun'],
    comments: [{ by: 'achun', text: '改坐公交了，九点河边见，原来那条我就删啦。' }],
  },
  {
    by: 'dashu',
    text: '工作间要添一张长桌，孩子们和胶水都要放得下。大家说多长合适？ #修书 ',
    stars: ['linlin', 'mianmian', 'xiaoman'],
    comments: [
      {
        by: 'laozhou',
        text: '两米，够了。',
        replies: [
          { by: 'mianmian', text: '两米放不下绘本和胶水，还有猫。' },
          { by: 'achun', text: '两米四！' },
          { by: 'kevin', text: '2.4 m is exactly one door. I have a door.', to: 'achun' },
          { by: 'xiaoman', text: '孩子们要能围一圈，最好圆角。' },
          { by: 'dashu', text: '那就用 Kevin 的门，两米四，圆角，下周开工。' },
        ],
      },
      { by: 'linlin', text: '木料钱馆里出，点心我带。' },
    ],
  },
  {
    by: 'dashu',
    text: '《旧书修补图解》整理好了，十二种破法，十二种补法。收的两块钱都用来买棉纸。 #修书 ',
    attachment: {
      file: '旧书修补图解.txt',
      price: 200,
      lines: ['旧书修补图解', '', '一、书脊开裂：白乳胶，薄棉纸，压一夜。', '二、书页缺角：同色宣纸，顺纹接。'],
    },
    stars: ['mianmian', 'laozhou', 'teacherwu'],
    keptBy: ['kevin'],
  },
  {
    by: 'linlin',
    text: '《红楼梦》共读的三十个座位约满了，谢谢大家。没约上的朋友别着急，下个月初一再开放，这一条先不收留言了。 #共读红楼 ',
    isLocked: true,
    stars: ['teacherwu', 'achun', 'kevin'],
    comments: [
      { by: 'achun', text: '抢到了倒数第二个！' },
      { by: 'kevin', text: 'And I got the last one. Sorry, and 谢谢!' },
    ],
  },
  { by: 'linlin', text: '给自己的备忘：灯谜的谜底锁进抽屉，钥匙不要又放在抽屉里。', for: 'nobody' },
  {
    by: 'maishu88',
    text: '收旧书、旧报、旧课本，上门取，当天结账。家里有的，私信我。',
    comments: [{ by: 'dashu', text: '破了的先拿来我修，修不好再卖。' }],
  },
  { by: 'tehui365', text: '限时特惠，名额不多，回复数字领取。', isDeleted: true },
];
