import { refuseFeatured, refuseUnlisted } from './featured-topics.js';
import { text } from './setting-definition.js';

const look = (name: string) => ({ key: `look.${name}`, group: 'web' as const });

/** How the community looks, and whom and what it points out. */
export const lookSettings = {
  tagline: text(
    '',
    { longest: 420, refuse: (line) => (line.includes('\n') ? ['must be one line', '只能有一行'] : null) },
    {
      ...look('tagline'),
      label: ['In one line', '一句话介绍'],
      about: ['What this community is; guests read it first.', '访客最先看到的社区介绍。'],
    },
  ),
  accent: text(
    '',
    {
      refuse: (colour) =>
        /^#[\da-f]{6}$/i.test(colour) ? null : ['must be a colour such as #0b7a43', '必须是颜色，例如 #0b7a43'],
    },
    {
      ...look('accent'),
      label: ['Accent', '主题色'],
      about: [
        'Of links and buttons. Where it could not be read, a lighter or darker one is taken.',
        '链接和按钮的颜色；对比度不足时会自动调整明暗。',
      ],
    },
  ),
  corners: text(
    'round',
    {
      options: [
        { label: ['Round', '圆润'], value: 'round' },
        { label: ['Soft', '柔和'], value: 'soft' },
        { label: ['Square', '方正'], value: 'square' },
      ],
    },
    { ...look('corners'), label: ['Corners', '圆角'], about: ['Of buttons and pictures.', '按钮和图片的圆角样式。'] },
  ),
  appearance: text(
    'device',
    {
      options: [
        { label: ['As the device', '跟随设备'], value: 'device' },
        { label: ['Light', '浅色'], value: 'light' },
        { label: ['Dark', '深色'], value: 'dark' },
      ],
    },
    {
      ...look('appearance'),
      label: ['Appearance', '外观'],
      about: ['For whoever has not chosen for themselves.', '成员未自行选择时的默认外观。'],
    },
  ),
  wideLogoGround: text(
    'light',
    {
      options: [
        { label: ['A light plate', '浅色底板'], value: 'light' },
        { label: ['A dark plate', '深色底板'], value: 'dark' },
        { label: ['Nothing: it can be read on both', '不加底板（深浅背景都清晰）'], value: 'none' },
      ],
    },
    {
      ...look('wide_logo_ground'),
      label: ['What the wide logo stands on', '横版标志的底板'],
      about: ['Pages are light or dark, as their readers like it.', '页面可能是浅色或深色，底板让标志始终清晰。'],
    },
  ),
  suggestedMembers: text(
    '',
    {
      longest: 1000,
      refuse: (names) =>
        /^\w+( \w+)*$/.test(names)
          ? null
          : ['must be usernames with one space between them', '须为用户名，以单个空格分隔'],
    },
    {
      ...look('suggested_members'),
      label: ['Suggested members', '推荐成员'],
      about: [
        'Usernames with spaces between them; who joins is shown them first.',
        '用户名之间用空格分开，新成员会最先看到他们。',
      ],
    },
  ),
  featuredTopics: text(
    '',
    { longest: 8000, refuse: refuseFeatured },
    {
      ...look('featured_topics'),
      label: ['Featured topics', '精选话题'],
      about: [
        'One on each line: its name and, after a space, what it is about. They come before the hot ones.',
        '每行一个：话题名称，空格后写简介。它们排在热门话题之前。',
      ],
    },
  ),
  unlistedTopics: text(
    '',
    { longest: 8000, refuse: refuseUnlisted },
    {
      ...look('unlisted_topics'),
      label: ['Topics left out', '不展示的话题'],
      about: [
        'Names with spaces between them; not among the hot, the new and the suggested ones.',
        '名称之间用空格分开；不出现在热门、最新和推荐话题中。',
      ],
    },
  ),
} as const;
