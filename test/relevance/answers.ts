import type { Id } from '#kernel/database';
import type { SearchIndex } from '#kernel/search-index';
import { type Judgement, shown } from './judgements.js';
import type { WrittenCommunity } from './written-community.js';

/** Of each judgement the ids of the first five. */
export type Answers = ReadonlyMap<Judgement, readonly Id[]>;

export async function load(index: SearchIndex, community: WrittenCommunity): Promise<void> {
  for (const written of Object.values(community)) await index.put(written.map(({ document }) => document));
}

export async function ask(index: Pick<SearchIndex, 'search'>, judgements: readonly Judgement[]): Promise<Answers> {
  const answers = new Map<Judgement, readonly Id[]>();
  for (const judgement of judgements) answers.set(judgement, (await index.search(judgement.query)).ids);
  return answers;
}

/** Those where not all that is expected stands among the first five, or something where nothing is. */
export const missesOf = (answers: Answers): Judgement[] =>
  [...answers.keys()].filter((judgement) => {
    const ids = answers.get(judgement)!;
    return judgement.expected.length === 0 ? ids.length > 0 : !judgement.expected.every((id) => ids.includes(id));
  });

/** Those where the two do not have the same first five in the same order. */
export const differencesOf = (one: Answers, other: Answers): Judgement[] =>
  [...one.keys()].filter((judgement) => one.get(judgement)!.join() !== other.get(judgement)?.join());

/** For people: what was typed, expected and found, an exclamation mark before what was expected and is not there. */
export function listed(
  judgements: readonly Judgement[],
  found: Readonly<Record<string, Answers>>,
  community: WrittenCommunity,
): string {
  return judgements
    .map((judgement) => {
      const lineOf = (id: Id) => `${id} ${community[judgement.query.kind][id - 1]!.line.slice(0, 90)}`;
      const answers = Object.entries(found).flatMap(([name, given]) => {
        const ids = given.get(judgement)!;
        const missing = judgement.expected.filter((id) => !ids.includes(id)).map((id) => `    ! ${lineOf(id)}`);
        return [`  ${name}, the first ${shown}:`, ...ids.map((id) => `      ${lineOf(id)}`), ...missing];
      });
      return [`${judgement.typed} (${judgement.why})`, ...answers].join('\n');
    })
    .join('\n');
}
