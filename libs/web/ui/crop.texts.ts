import { catalogue } from '#kernel/i18n';

export const cropTexts = catalogue(
  {
    title: 'Choose the part to show',
    how: 'Drag the frame, or one of its corners. On a keyboard, arrow keys do both.',
    frame: 'Frame: move it with the arrow keys',
    corner: 'Corner: make the frame larger or smaller with the arrow keys',
    size: 'Size of the part',
    use: 'Use this part',
    cancel: 'Cancel',
  },
  {
    'zh-CN': {
      title: '选择要显示的部分',
      how: '拖动选框或它的四角来调整，也可以用键盘方向键操作。',
      frame: '选框：用方向键移动',
      corner: '选框角：用方向键调整大小',
      size: '选框大小',
      use: '使用这部分',
      cancel: '取消',
    },
  },
);
