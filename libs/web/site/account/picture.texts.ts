import { catalogue } from '#kernel/i18n';

export const pictureTexts = catalogue(
  {
    picture: 'Picture',
    yours: 'Your picture',
    help: 'JPEG, PNG, GIF or WebP, up to 1 MB. The middle of it is shown.',
    use: 'Use this picture',
    none: 'Choose a picture first.',
    failed: 'The picture did not arrive in full. Please send it again.',
    otherType: 'This is no picture of a kind that can be shown here.',
    tooLarge: 'This picture is too large: it may have 1 MB.',
    noRoom: 'This community has no more room for pictures.',
    needsPhone: 'A picture can be chosen once your account has a phone number.',
  },
  {
    'zh-CN': {
      picture: '头像',
      yours: '你的头像',
      help: '支持 JPEG、PNG、GIF 和 WebP，不超过 1 MB，显示时取中间的正方形部分。',
      use: '使用这张图片',
      none: '请先选择一张图片。',
      failed: '图片没有完整上传，请重试。',
      otherType: '不支持这种图片格式。',
      tooLarge: '图片太大了，不能超过 1 MB。',
      noRoom: '社区的存储空间已用完。',
      needsPhone: '绑定手机号后才能更换头像。',
    },
  },
);
export type PictureTexts = (typeof pictureTexts)['en'];
