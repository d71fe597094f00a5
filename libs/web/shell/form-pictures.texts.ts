import { catalogue } from '#kernel/i18n';

/** What is wrong with a picture in a form. */
export const formPictureTexts = catalogue(
  {
    failed: 'The picture did not arrive in full. Please send it again.',
    otherType: 'This is no picture of a kind that can be shown here: JPEG, PNG, GIF or WebP.',
    tooLarge: 'This picture is too large: it may have 10 MB and 50 million pixels.',
    noRoom: 'This community has no more room for pictures.',
    needsPhone: 'Pictures can be chosen once your account has a phone number.',
  },
  {
    'zh-CN': {
      failed: '图片没有完整上传，请重试。',
      otherType: '不支持这种图片，请选择 JPEG、PNG、GIF 或 WebP 格式。',
      tooLarge: '图片太大了，不能超过 10 MB 或 5000 万像素。',
      noRoom: '社区的存储空间已用完。',
      needsPhone: '绑定手机号后才能更换图片。',
    },
  },
);
export type FormPictureTexts = (typeof formPictureTexts)['en'];
