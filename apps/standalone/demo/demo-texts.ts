import { blockType, type NewBlock } from '#community/posts';

export const textBlock = (content: string): NewBlock & { content: string } => ({
  type: blockType.text,
  sort: 100,
  content,
});

export const topicsIn = (text: string): string[] => [...new Set(found(text, /[#＃]([\p{L}\p{N}_-]+)/gu))];

export const mentionsIn = (text: string): string[] => [...new Set(found(text, /@([A-Za-z0-9]{3,12})/g))];

const found = (text: string, form: RegExp): string[] => [...text.matchAll(form)].map(([, name]) => name!);
