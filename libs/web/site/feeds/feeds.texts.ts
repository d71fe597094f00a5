import { catalogue } from '#kernel/i18n';

export const feedTexts = catalogue(
  {
    newest: (community: string) => `The newest posts in ${community}.`,
    byMember: (name: string, community: string) => `${name} in ${community}`,
    aboutMember: (name: string, community: string) => `What ${name} posts in public in ${community}.`,
    onTopic: (topic: string, community: string) => `#${topic} in ${community}`,
    aboutTopic: (topic: string, community: string) => `Public posts on #${topic} in ${community}.`,
    entry: (name: string, line: string) => `${name}: ${line}`,
    repeats: (name: string) => `${name} repeated a post`,
    shows: (name: string) => `${name} shows something`,
    picture: (name: string) => `Picture by ${name}`,
    show: 'Read it all the same',
    more: 'There is more with this post',
    gone: 'The post that stood here is gone, or not for everybody.',
  },
  {
    'zh-CN': {
      newest: (community: string) => `「${community}」的最新动态`,
      byMember: (name: string, community: string) => `${name} · ${community}`,
      aboutMember: (name: string, community: string) => `${name} 在「${community}」的公开动态`,
      onTopic: (topic: string, community: string) => `#${topic} · ${community}`,
      aboutTopic: (topic: string, community: string) => `「${community}」里 #${topic} 话题下的公开动态`,
      entry: (name: string, line: string) => `${name}：${line}`,
      repeats: (name: string) => `${name} 转发了一条动态`,
      shows: (name: string) => `${name} 的动态`,
      picture: (name: string) => `${name} 的图片`,
      show: '仍要查看',
      more: '查看动态里的其他内容',
      gone: '原动态已删除或没有公开',
    },
  },
);
