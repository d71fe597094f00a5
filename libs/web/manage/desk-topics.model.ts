import type { TopicsStanding } from '#community/administration';
import type { FormState } from '#web/shell';
import type { DeskModel } from './desk-layout.js';
import type { DeskTopicsTexts } from './desk-topics.texts.js';

/** Which part of the list somebody looks at. */
export interface TopicsAsked {
  readonly words: string;
  readonly order: 'posts' | 'new';
  readonly page: number;
  /** The featured topic whose words are about to be changed; empty for none. */
  readonly changing: string;
}

export interface DeskTopicsModel extends DeskModel, TopicsStanding {
  readonly asked: TopicsAsked;
  readonly state: FormState;
  readonly texts: DeskTopicsTexts;
}

/** By their names in addresses and forms; what is as usual is left out. */
export const fieldsOf = ({ words, order, page }: Omit<TopicsAsked, 'changing'>): Record<string, string> => ({
  ...(words && { q: words }),
  ...(order === 'new' && { order }),
  ...(page > 1 && { page: String(page) }),
});

export function topicsPath(asked: Omit<TopicsAsked, 'changing'>): string {
  const query = new URLSearchParams(fieldsOf(asked));
  return query.size ? `/manage/topics?${query}` : '/manage/topics';
}
