import type { DemoContent, DemoPost } from './demo-content.js';
import { gardenPeople } from './garden.people.js';
import { gardenPosts } from './garden.posts.js';
import { moreGardenPosts } from './garden-more.posts.js';
import { readingClubPeople } from './reading-club.people.js';
import { readingClubPosts } from './reading-club.posts.js';
import { moreReadingClubPosts } from './reading-club-more.posts.js';

/** The newest of the first stay above all others. */
const among = (posts: readonly DemoPost[], more: readonly DemoPost[]): DemoPost[] => [
  ...posts.slice(0, -newest),
  ...more,
  ...posts.slice(-newest),
];
const newest = 6;

/** By the slug of the community. In both the owner is `linlin`. */
export const demoContents = {
  demo: {
    members: Object.keys(readingClubPeople),
    settings: {
      tagline: '镇图书馆读者们的小角落：一起读书，交换句子，也交换旧书。',
      suggested: ['linlin', 'teacherwu', 'kevin', 'xiaoman'],
    },
    people: readingClubPeople,
    follows: {
      linlin: ['laozhou', 'teacherwu', 'kevin', 'hedy', 'mianmian'],
      laozhou: ['linlin', 'teacherwu'],
      xiaoman: ['linlin', 'teacherwu', 'achun'],
      kevin: ['linlin', 'teacherwu', 'laozhou'],
      achun: ['xiaoman', 'mianmian', 'linlin'],
      mianmian: ['linlin', 'dashu'],
      hedy: ['linlin'],
      dashu: ['linlin', 'laozhou'],
      layla: ['kevin', 'xiaoman', 'linlin'],
    },
    friends: [
      ['laozhou', 'linlin'],
      ['linlin', 'teacherwu'],
      ['kevin', 'linlin'],
      ['xiaoman', 'achun'],
    ],
    requests: [{ by: 'mianmian', to: 'linlin', note: '我是绵绵，绘本角的志愿者，想和你商量借书卡展览的事。' }],
    whispers: [
      { by: 'dashu', to: 'linlin', text: '二楼的台灯又修好一盏，这次换了暖光灯泡，你有空上来看看。' },
      { by: 'linlin', to: 'dashu', text: '下班就去，带两杯热茶！' },
    ],
    blocks: { kevin: ['maishu88'] },
    mutes: { linlin: ['maishu88'] },
    suspended: ['tehui365'],
    topics: { 共读红楼: 'pinned', 亲子阅读: 'followed', 学中文: 'followed' },
    pictureTexts: {
      'book-market-1200x800.webp': '河边广场上的旧书摊，遮阳棚下摆满了书',
      'cat-on-books-1000x1000.webp': '一只猫趴在一摞书上打盹',
      'garden-beds-1200x800.webp': '几排长着蔬菜的菜畦',
      'harvest-basket-1000x1000.webp': '装满蔬果的篮子',
      'heron-pond-1200x800.webp': '一只苍鹭站在池塘浅水里',
      'lantern-street-1200x800.webp': '夜里挂满红灯笼的老街',
      'rainy-window-1200x900.webp': '雨点打在窗上，窗边亮着一盏灯',
      'reading-room-1200x800.webp': '大阅览室里的长桌和书架',
      'seedlings-1200x800.webp': '育苗盘里刚出土的小苗',
      'sunflower-900x1200.webp': '一株高高的向日葵',
      'tea-and-notes-900x1200.webp': '桌上的一杯茶和写满字的笔记本',
      'tomatoes-1000x1000.webp': '藤上一串串番茄，有红有黄',
    },
    posts: among(readingClubPosts, moreReadingClubPosts),
  },
  garden: {
    members: Object.keys(gardenPeople),
    settings: {
      tagline: 'Forty beds by the river, one tap, and everything we grow there.',
      suggested: ['linlin', 'rosa', 'oldbill', 'nora'],
    },
    people: gardenPeople,
    follows: {
      linlin: ['rosa', 'oldbill', 'mei', 'nora', 'june'],
      rosa: ['linlin', 'june', 'mei'],
      oldbill: ['linlin'],
      tomas: ['oldbill', 'rosa'],
      mei: ['linlin', 'rosa', 'priya'],
      june: ['rosa', 'nora'],
      nora: ['june', 'linlin', 'oldbill'],
      gabe: ['oldbill', 'linlin'],
      samira: ['mei', 'rosa', 'linlin'],
    },
    friends: [
      ['rosa', 'linlin'],
      ['linlin', 'oldbill'],
      ['nora', 'linlin'],
      ['june', 'rosa'],
    ],
    requests: [{ by: 'gabe', to: 'linlin', note: 'Gabe from bed 9. You have seen my drill, I think.' }],
    whispers: [
      { by: 'nora', to: 'linlin', text: 'The survey people want to see our eleven bees. Tuesday at ten?' },
      { by: 'linlin', to: 'nora', text: 'Tuesday it is. I shall tell the bees.' },
    ],
    blocks: { nora: ['seedking'] },
    mutes: { linlin: ['seedking'] },
    suspended: ['winbig'],
    topics: { tomatoes: 'pinned', wildlife: 'followed', seeds: 'followed' },
    pictureTexts: {
      'book-market-1200x800.webp': 'Book stalls with awnings on a square by the river',
      'cat-on-books-1000x1000.webp': 'A cat asleep on a pile of books',
      'garden-beds-1200x800.webp': 'Rows of vegetable beds under an open sky',
      'harvest-basket-1000x1000.webp': 'A basket full of vegetables',
      'heron-pond-1200x800.webp': 'A heron standing in the shallows of a pond',
      'lantern-street-1200x800.webp': 'A street at night, hung with red lanterns',
      'rainy-window-1200x900.webp': 'Rain on a window, with a lamp behind it',
      'reading-room-1200x800.webp': 'Long tables and shelves of a reading room',
      'seedlings-1200x800.webp': 'Seedlings in a tray, two leaves each',
      'sunflower-900x1200.webp': 'One tall sunflower',
      'tea-and-notes-900x1200.webp': 'A cup of tea beside a full notebook',
      'tomatoes-1000x1000.webp': 'Red and yellow tomatoes on the vine',
    },
    posts: among(gardenPosts, moreGardenPosts),
  },
} satisfies Record<string, DemoContent>;
