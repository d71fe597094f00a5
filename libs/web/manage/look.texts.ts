import { catalogue } from '#kernel/i18n';

export const lookTexts = catalogue(
  {
    pictures: 'Wide logo and cover',
    wideLogo: 'Wide logo',
    wideLogoHelp:
      'In place of logo and name, beside pages on large screens. At its best four times as wide as high, and 400 pixels wide or more. JPEG, PNG, GIF or WebP, up to 10 MB.',
    wideLogoRemove: 'Remove the wide logo',
    onLight: 'On light pages',
    onDark: 'On dark pages',
    cover: 'Cover',
    coverHelp:
      'Guests see it above the welcome, and everybody above “About”. Three times as wide as high. JPEG, PNG, GIF or WebP, up to 10 MB.',
    coverPlainly: 'Its middle is shown.',
    coverRemove: 'Remove the cover',
  },
  {
    'zh-CN': {
      pictures: '横版标志和封面',
      wideLogo: '横版标志',
      wideLogoHelp:
        '在大屏幕上代替图标和名称，显示在页面左上角。建议宽高比约为 4:1，宽度不小于 400 像素。支持 JPEG、PNG、GIF 和 WebP，不超过 10 MB。',
      wideLogoRemove: '移除横版标志',
      onLight: '浅色页面',
      onDark: '深色页面',
      cover: '封面',
      coverHelp:
        '显示在访客看到的欢迎语和「关于」页面的上方，宽高比为 3:1。支持 JPEG、PNG、GIF 和 WebP，不超过 10 MB。',
      coverPlainly: '显示图片的中间部分。',
      coverRemove: '移除封面',
    },
  },
);
