import { catalogue } from '#kernel/i18n';
import type { Fault } from './media-made.js';

type Texts = Record<Fault, string>;

/** Why nothing came of a file. */
export const faultTexts = catalogue<Texts>(
  {
    damaged: 'The file is damaged, or not what it says it is.',
    unsupported: 'This kind of file cannot be shown.',
    'no-picture': 'The film has no picture.',
    'too-large': 'There are too many pixels in it.',
    'too-long': 'It lasts too long.',
    'timed-out': 'It would take too long to prepare it.',
    lost: 'The file is missing from where files are kept.',
    'gave-up': 'Several attempts to prepare it have failed.',
  },
  {
    'zh-CN': {
      damaged: '文件已损坏，或与其类型不符',
      unsupported: '无法显示这种文件',
      'no-picture': '视频没有画面',
      'too-large': '像素过多',
      'too-long': '时长超限',
      'timed-out': '处理耗时过长',
      lost: '存储中找不到该文件',
      'gave-up': '多次处理均未成功',
    },
  },
);
