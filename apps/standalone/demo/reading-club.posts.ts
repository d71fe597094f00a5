import type { DemoPost } from './demo-content.js';

/** Of a small town's library and those who read there. */
export const readingClubPosts: readonly DemoPost[] = [
  {
    by: 'linlin',
    title: '欢迎来到泡泡读书会',
    isTop: true,
    text: '这里是镇图书馆读者们的小角落。读到喜欢的句子、想找人一起读的书、馆里的活动，都可以写在这里。\n\n发言前请看三条约定：\n一、剧透请先说明。\n二、可以不同意，不可以不客气。\n三、借走的书，记得还。',
    stars: ['laozhou', 'xiaoman', 'teacherwu', 'kevin', 'achun'],
    comments: [
      {
        by: 'laozhou',
        text: '第三条写得好，我上一本已经拖了两周了，明天就还。',
        replies: [{ by: 'linlin', text: '不罚款，罚你写一篇读后感。' }],
      },
      { by: 'kevin', text: 'Happy to be here! My Chinese is slow but I read every day.' },
    ],
  },
  {
    by: 'laozhou',
    text: '退休第一年，给自己定了个目标：一个月读完两本。一月是《呐喊》和《边城》，二月还差半本。 #读书计划 ',
    stars: ['linlin', 'dashu'],
  },
  {
    by: 'xiaoman',
    text: '有人读过《夏洛的网》吗？想给七岁的女儿睡前念，怕后面太伤心。 #亲子阅读 @teacherwu 您觉得呢',
    comments: [
      {
        by: 'teacherwu',
        text: '可以念。孩子比我们想象的坚强，难过的地方正好抱一抱。',
        replies: [
          { by: 'xiaoman', text: '谢谢老师，今晚就开始！' },
          { by: 'achun', text: '我念到最后自己先哭了，女儿给我递纸巾。', to: 'teacherwu' },
        ],
      },
    ],
    stars: ['achun', 'mianmian', 'teacherwu'],
  },
  {
    by: 'dashu',
    text: '修好了二楼靠窗那盏台灯。晚上来看书的朋友，灯光是暖的了。',
    stars: ['linlin', 'xiaoman', 'hedy', 'laozhou', 'mianmian', 'achun'],
    comments: [{ by: 'hedy', text: '今晚就去坐那个位子。' }],
  },
  {
    by: 'kevin',
    text: 'Question for native speakers: in 《边城》 the word “摆渡” appears again and again. Is it only “to ferry”, or does it feel bigger than that? #学中文 ',
    comments: [
      {
        by: 'teacherwu',
        text: '字面是撑船过河，读久了会觉得是把人从一段日子送到另一段日子。',
        replies: [{ by: 'kevin', text: 'That is beautiful. 谢谢吴老师！' }],
      },
      { by: 'laozhou', text: '我小时候真坐过渡船，两毛钱一个人。' },
    ],
    stars: ['linlin', 'teacherwu', 'laozhou'],
  },
  {
    by: 'mianmian',
    text: '馆里新到一批绘本，蹲在书架前翻了一下午，腿麻了，心软了。 #新书上架 #绘本 ',
    pictures: ['cat-on-books-1000x1000.webp'],
    stars: ['xiaoman', 'achun', 'linlin'],
  },
  {
    by: 'achun',
    text: '今天在公交车上看书坐过了三站。司机说：书这么好看？我说：您要不要也看看。',
    stars: ['laozhou', 'dashu', 'kevin', 'mianmian'],
    comments: [
      { by: 'dashu', text: '哈哈哈，司机后来看了吗？', replies: [{ by: 'achun', text: '他把书名抄下来了。' }] },
    ],
  },
  {
    by: 'hedy',
    text: '收集大家最喜欢的开头第一句。我先来：“很多年以后……” #第一句话 ',
    comments: [
      { by: 'laozhou', text: '“由四川过湖南去，靠东有一条官路。”' },
      { by: 'kevin', text: '“It was a bright cold day in April, and the clocks were striking thirteen.”' },
      { by: 'xiaoman', text: '“爸爸拿着那把斧子去哪儿？”' },
    ],
    stars: ['linlin', 'achun'],
  },
  {
    by: 'linlin',
    text: '本周六下午两点，共读《红楼梦》第三回，在一楼大阅览室。黛玉进府，我们慢慢走一遍。不用提前读完，带上耳朵就行。 #共读红楼 #活动 ',
    pictures: ['reading-room-1200x800.webp'],
    stars: ['laozhou', 'teacherwu', 'hedy', 'achun', 'xiaoman'],
    comments: [
      { by: 'teacherwu', text: '我来讲讲那一回里的座位，谁坐哪里很有意思。' },
      {
        by: 'kevin',
        text: 'Can I come if I have only read it in English?',
        replies: [{ by: 'linlin', text: '当然！正好说说译本怎么处理人名。' }],
      },
    ],
  },
  {
    by: 'teacherwu',
    text: '备课时重读《背影》，发现年轻时读的是父亲，现在读的是橘子。',
    stars: ['laozhou', 'linlin', 'xiaoman', 'hedy', 'mianmian', 'achun', 'dashu'],
  },
  {
    by: 'dashu',
    keptBy: ['linlin', 'mianmian'],
    text: '旧书修补小课堂：书脊开裂别用透明胶带，几年后会发黄发脆。用白乳胶加一条薄棉纸，压一夜就好。想学的周三晚上来工作间。 #修书 ',
    comments: [
      { by: 'mianmian', text: '胶带党默默举手……' },
      { by: 'laozhou', text: '我那本老字典有救了！' },
    ],
    stars: ['linlin', 'teacherwu', 'laozhou'],
  },
  {
    by: 'xiaoman',
    text: '《夏洛的网》念到第五章，女儿问：蜘蛛真的会写字吗？我说，朋友会的。 #亲子阅读 ',
    stars: ['teacherwu', 'achun', 'linlin', 'mianmian', 'hedy'],
  },
  {
    by: 'kevin',
    keptBy: ['linlin'],
    text: 'Finished my first whole book in Chinese today. It took five months and two notebooks. #学中文 ',
    pictures: ['tea-and-notes-900x1200.webp'],
    stars: ['linlin', 'laozhou', 'teacherwu', 'xiaoman', 'achun', 'hedy', 'dashu', 'mianmian'],
    comments: [
      {
        by: 'linlin',
        text: '恭喜！下个月的读者分享会给你留十分钟？',
        replies: [{ by: 'kevin', text: 'Ten minutes in Chinese… 好，我试试。' }],
      },
    ],
  },
  {
    by: 'laozhou',
    text: '推荐一个公版书网站，排版干净，可以离线看： https://www.gutenberg.org/browse/languages/zh 。图书馆的电脑上也能打开。',
    link: 'https://www.gutenberg.org/browse/languages/zh',
    stars: ['kevin', 'hedy'],
  },
  {
    by: 'hedy',
    text: '写给同样睡不着的人：三点钟的书，和下午三点的书，不是同一本。',
    for: 'followers',
    stars: ['linlin'],
  },
  {
    by: 'achun',
    text: '求书：有没有讲植物、但不像教科书的？阳台上那盆薄荷快被我养成草原了。 #求推荐 ',
    comments: [
      { by: 'mianmian', text: '《看不见的森林》！一平方米看一年。' },
      {
        by: 'teacherwu',
        text: '汪曾祺写草木的那几篇，短，香。',
        replies: [{ by: 'achun', text: '都记下了，明天去找。' }],
      },
    ],
    stars: ['mianmian'],
  },
  {
    by: 'linlin',
    text: '雨天开馆到晚上十点。 #雨天读书 ',
    pictures: ['rainy-window-1200x900.webp'],
    stars: ['hedy', 'xiaoman', 'kevin', 'laozhou'],
    comments: [{ by: 'hedy', text: '雨声 + 台灯 + 热茶，满分。' }],
  },
  {
    by: 'mianmian',
    text: '整理借阅记录时看到一张 1998 年的借书卡，二十个名字，同一本《平凡的世界》。有人认得上面的字吗？ @laozhou 第七个像不像您',
    comments: [
      {
        by: 'laozhou',
        text: '就是我！那年冬天排队排到春天。',
        replies: [{ by: 'mianmian', text: '太好了，借书卡展览需要您讲两句。' }],
      },
    ],
    stars: ['linlin', 'laozhou', 'dashu', 'achun', 'teacherwu'],
  },
  {
    by: 'teacherwu',
    text: '学生问我读书有什么用。我说，就像吃饭，你不记得去年吃了什么，但它长成了你的骨头。\n\n他想了想，说：那我得少吃点零食。',
    stars: ['linlin', 'laozhou', 'xiaoman', 'kevin', 'hedy'],
    comments: [{ by: 'dashu', text: '这孩子前途无量。' }],
  },
  {
    by: 'dashu',
    text: '周日旧书市，河边广场，早上九点到下午四点。可以卖，可以换，也可以只逛。带一本不再读的，换一本还没读的。 #旧书市 #活动 ',
    pictures: ['book-market-1200x800.webp', 'cat-on-books-1000x1000.webp'],
    stars: ['linlin', 'achun', 'mianmian', 'kevin', 'laozhou', 'hedy'],
    comments: [
      { by: 'achun', text: '去年用一本菜谱换到了全套《基督山伯爵》，今年继续。' },
      {
        by: 'kevin',
        text: 'I will bring five English paperbacks.',
        replies: [{ by: 'xiaoman', text: '给我留一本简单的！', to: 'kevin' }],
      },
    ],
  },
  {
    by: 'xiaoman',
    name: 'loan card',
    text: '女儿自己写了一张借书卡，书名是《妈妈》，归还日期：不还。 #亲子阅读 ',
    stars: ['linlin', 'laozhou', 'teacherwu', 'achun', 'mianmian', 'hedy', 'dashu', 'kevin'],
    comments: [
      { by: 'mianmian', text: '可以放进展览吗！' },
      { by: 'laozhou', text: '看得我这个老头子眼睛有点酸。' },
    ],
  },
  {
    by: 'teacherwu',
    text: '共读《红楼梦》第三回的座位表和人名表整理好了，放在附件里。打印出来夹在书中，读到谁进门就看一眼。 #共读红楼 ',
    attachment: {
      file: '红楼梦第三回.txt',
      lines: [
        '共读《红楼梦》第三回',
        '',
        '贾母：黛玉的外祖母',
        '邢夫人、王夫人：两位舅母',
        '王熙凤：人未到，声先到',
        '贾宝玉：最后才进门',
      ],
    },
    stars: ['linlin', 'laozhou', 'kevin', 'hedy'],
    keptBy: ['linlin', 'kevin', 'hedy'],
    comments: [{ by: 'kevin', text: '太需要了！人名表救了我。谢谢吴老师！' }],
  },
  {
    by: 'laozhou',
    text: '只跟老朋友们说：馆里要给 linlin 办一个小小的惊喜，她的十年馆员纪念。别在这儿回复，周五晚上见。',
    for: 'friends',
  },
  {
    by: 'achun',
    text: '《边城》读完了。渡船还在，白塔倒了又修起来，那个人“也许永远不回来了，也许明天回来”。合上书，我在河边坐到路灯亮。 #读后感 ',
    cover: '说到了《边城》的结局',
    stars: ['laozhou', 'teacherwu', 'kevin', 'hedy'],
    comments: [
      {
        by: 'laozhou',
        text: '最后一句我每次读都要停很久。',
        stars: ['achun', 'teacherwu', 'linlin'],
        isHighlight: true,
      },
    ],
  },
  {
    by: 'hedy',
    text: '这个月四张照片，四个读书的地方。你最常在哪里读书？ #读书角落 ',
    pictures: [
      'reading-room-1200x800.webp',
      'rainy-window-1200x900.webp',
      'tea-and-notes-900x1200.webp',
      'lantern-street-1200x800.webp',
    ],
    stars: ['linlin', 'xiaoman', 'kevin'],
    comments: [
      { by: 'achun', text: '公交车后排，靠窗。' },
      { by: 'laozhou', text: '厨房。汤炖着，书看着，两不误。' },
    ],
  },
  {
    by: 'laozhou',
    formerly: '二月的目标完成了，两本。 #读书计划 ',
    text: '二月的目标完成了，两本半。多出来的半本算三月的利息。 #读书计划 ',
    stars: ['linlin', 'teacherwu', 'dashu'],
    comments: [{ by: 'linlin', text: '那读后感呢？', replies: [{ by: 'laozhou', text: '……在写了在写了。' }] }],
  },
  { by: 'mianmian', text: '', quotes: 'loan card' },
  {
    by: 'linlin',
    name: 'lanterns',
    text: '灯节晚上图书馆不打烊。院子里猜灯谜，谜底都藏在书里；猜中的，可以把那本书多借一周。欢迎带家人来。 #活动 #灯节 ',
    pictures: ['lantern-street-1200x800.webp'],
    stars: ['laozhou', 'xiaoman', 'achun', 'dashu', 'mianmian', 'teacherwu', 'hedy', 'kevin'],
    comments: [
      { by: 'xiaoman', text: '女儿已经开始翻谜语书备战了。' },
      {
        by: 'teacherwu',
        text: '我出三条，难的那条猜中送一本签名书。',
        replies: [{ by: 'achun', text: '老师手下留情！' }],
      },
      {
        by: 'kevin',
        text: 'Are riddles allowed in two languages?',
        replies: [{ by: 'linlin', text: '欢迎，我们专门挂一排双语的。' }],
      },
    ],
  },
  {
    by: 'mianmian',
    text: '昨晚试灯，给大家看十秒。声音是风，人还没来。 #灯节 ',
    film: 'lantern-street-960x540.mp4',
    stars: ['linlin', 'achun', 'xiaoman', 'hedy'],
    comments: [{ by: 'achun', text: '已经想好站哪个位置拍照了。' }],
  },
  {
    by: 'kevin',
    text: '灯谜我先练起来了：“一口咬掉牛尾巴”，打一字。I got it after twenty minutes! 谁再出一题？ #灯节 ',
    quotes: 'lanterns',
    stars: ['linlin', 'teacherwu', 'xiaoman'],
    comments: [
      { by: 'xiaoman', text: '女儿说她三秒就猜到了，是“告”。' },
      { by: 'teacherwu', text: '再来一题：“画时圆，写时方，冬时短，夏时长”。', stars: ['kevin', 'xiaoman'] },
    ],
  },
];
