import { catalogue } from '#kernel/i18n';

export const pictureTexts = catalogue(
  {
    picture: 'Picture',
    help: 'JPEG, PNG, GIF or WebP, up to 10 MB.',
    middle: 'Its middle is shown.',
    remove: 'Remove the picture',
    removeHelp: 'A small drawing stands in for it.',
    cover: 'Cover',
    coverHelp: 'Across the top of your page, three times as wide as high. JPEG, PNG, GIF or WebP, up to 10 MB.',
    coverRemove: 'Remove the cover',
    needsPhone: 'Pictures can be chosen once your account has a phone number.',
  },
  {
    'zh-CN': {
      picture: '头像',
      help: '支持 JPEG、PNG、GIF 和 WebP，不超过 10 MB。',
      middle: '显示图片的中间部分。',
      remove: '移除头像',
      removeHelp: '将显示默认头像。',
      cover: '封面',
      coverHelp: '显示在主页顶部，宽高比为 3:1。支持 JPEG、PNG、GIF 和 WebP，不超过 10 MB。',
      coverRemove: '移除封面',
      needsPhone: '绑定手机号后才能更换图片。',
    },
  },
);
