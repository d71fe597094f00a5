import { looseIdFrom, type Query } from '#kernel/http';
import type { MembersAmong } from '#community/administration';

/** Which part of the list of members somebody looks at. */
export interface MembersAsked {
  readonly words: string;
  /** Only who joined before the member of this id. */
  readonly before: number | null;
  readonly among: MembersAmong;
}

export const amongAll: readonly MembersAmong[] = ['all', 'administrators', 'suspended'];

export const askedIn = (given: Query): MembersAsked => ({
  words: typeof given['q'] === 'string' ? given['q'].trim() : '',
  before: looseIdFrom(given, 'before') || null,
  among: amongAll.find((one) => one === given['among']) ?? 'all',
});

/** By their names in addresses and forms; what is as usual is left out. */
export const askedFields = ({ words, before, among }: MembersAsked): Record<string, string> => ({
  ...(words && { q: words }),
  ...(among !== 'all' && { among }),
  ...(before !== null && { before: String(before) }),
});

export function membersPath(asked: MembersAsked): string {
  const query = new URLSearchParams(askedFields(asked));
  return query.size ? `/manage/members?${query}` : '/manage/members';
}
