import type { Random } from './random.js';

const chinese = [
  '今天在湖边看见一只白鹭站在浅水里很久没有动',
  '新买的茶叶泡出来有一点花香大家有没有推荐的水温',
  '周末一起去爬山吧山顶的风景应该已经变红了',
  '读完这本书之后我一直在想作者最后为什么这样写',
  '数据库的索引终于调好了查询从两秒降到了三毫秒',
  '楼下的猫又生了三只小猫有人想领养一只吗',
  '昨晚的雨下得很大早上起来院子里的花都开了',
  '这个版本修好了登录的问题谢谢大家的反馈',
  '做了一锅番茄牛腩汤浓得可以直接拌饭吃',
  '傍晚的天空是粉色的路上的人都停下来拍照',
];
const english = [
  'A heron stood in the shallow water for an hour and did not move at all.',
  'Does anybody know a quiet place to work near the old station?',
  'The new release fixes the login that kept timing out for some of us.',
  'I finally finished the bookshelf and it is almost straight.',
  'Rain all night, and this morning every snail of the garden was on the path.',
  'The index made the query a hundred times faster than it used to be.',
  'We are looking for two more people for the hike on Sunday.',
  'My bread did not rise again; what temperature do you use?',
  'The second chapter explains more than the whole first book did.',
  'Somebody left a piano in the park and people keep playing it.',
];
const tags = [
  'life',
  'tea',
  'garden',
  'books',
  'golang',
  'postgres',
  'music',
  'food',
  '旅行',
  '摄影',
  '读书',
  '日常',
  '猫',
  '天气',
];

/** The tenant's own mark, in every text: an answer that holds another's is wrong. */
export const canaryOf = (slug: string): string => `·${slug}·`;

/** One sentence, as in comments. */
export const remark = (random: Random, canary: string): string =>
  `${random.of(random.chance(0.5) ? chinese : english)} ${canary}`;

export function textOf(random: Random, canary: string): string {
  const sentences = random.chance(0.5) ? chinese : english;
  const count = 1 + random.below(5);
  const glue = sentences === chinese ? '。' : ' ';
  return `${Array.from({ length: count }, () => random.of(sentences)).join(glue)} ${canary}`;
}

export function tagsOf(random: Random): string[] {
  return [...new Set(Array.from({ length: 1 + random.below(3) }, () => random.of(tags)))];
}
