import type { DemoPerson } from './demo-content.js';

/** In the order in which they came. The last but three reads from right to left; the last has said nothing yet. */
export const readingClubPeople = {
  linlin: { name: '林林', bio: '镇图书馆馆员，第十年。借书、找书、催还书，都可以找我。' },
  laozhou: { name: '老周', bio: '退休邮递员，一个月读两本，读后感欠着。' },
  xiaoman: { name: '小满', bio: '睡前故事朗读者，听众一名，七岁。' },
  teacherwu: { name: '吴老师', bio: '教了三十年语文，还在当学生。' },
  dashu: { name: '大树', bio: '修书，修灯，修椅子。\n每周三晚上在工作间。' },
  kevin: {
    name: 'Kevin',
    bio: 'From Leeds, learning Chinese one novel at a time. 慢慢来。',
    link: 'https://www.gutenberg.org/browse/languages/zh',
  },
  mianmian: { name: '绵绵', bio: '绘本角志愿者。' },
  achun: { name: '阿春', bio: '在公交车上读完了半个书架。' },
  hedy: { name: '何迪', bio: '灯下的人。' },
  layla: { name: 'ليلى Layla', bio: 'من دمشق إلى هنا، كتابًا بعد كتاب.' },
  maishu88: { name: '收书老马' },
  tehui365: { name: '特惠365' },
  xiaoxin: { name: '小新', bio: '刚搬来镇上，先看看大家在读什么。' },
} satisfies Record<string, DemoPerson>;
