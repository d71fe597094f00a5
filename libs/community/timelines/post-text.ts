import { blockType, type PostCard } from '#community/posts';

interface StoredBlock {
  readonly type: number;
  readonly content?: string;
  readonly alt?: string;
}

/** What a search finds words in: titles, texts, and what pictures and films are said to show. */
export function textOf({ blocks }: Pick<PostCard, 'blocks'>): string {
  const isWritten = ({ type }: StoredBlock): boolean => type === blockType.title || type === blockType.text;
  return (JSON.parse(blocks) as StoredBlock[])
    .map((block) => (isWritten(block) ? block.content : block.alt))
    .filter(Boolean)
    .join('\n');
}

/** All that it is found by: its topics and its author as well. */
export const foundTextOf = (card: Pick<PostCard, 'blocks' | 'tags' | 'author'>): string =>
  [textOf(card), ...(JSON.parse(card.tags ?? '[]') as string[]), card.author.nickname, card.author.username].join('\n');
