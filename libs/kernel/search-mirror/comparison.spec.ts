import { digestOf, type SearchDocument } from '#kernel/search-index';
import { compare, verdictOf } from './comparison.js';

const document = (id: number, revision: number, text = 'said'): SearchDocument => ({
  kind: 'post',
  id,
  revision,
  authorId: 1,
  visibility: 90,
  isTop: false,
  createdAt: new Date(0),
  activeAt: new Date(0),
  heat: 0,
  has: [],
  titles: [],
  texts: [text],
  tags: [],
  names: [],
});
const stored = (id: number, revision: number, digest = `d${id}`) => ({ id, revision, digest });

describe('comparing what a store has with the own index', () => {
  it.each([
    ['the same', [stored(1, 1), stored(2, 1)], [stored(1, 1), stored(2, 1)], []],
    ['an older revision that says the same', [stored(1, 2)], [stored(1, 1)], []],
    ['nothing', [stored(1, 1), stored(2, 1)], [stored(2, 1)], [1]],
    ['another one', [stored(1, 1)], [stored(1, 1, 'other')], [1]],
    ['a newer revision', [stored(1, 1)], [stored(1, 2)], [1]],
    ['more', [stored(1, 1)], [stored(1, 1), stored(3, 1)], [3]],
    ['a tombstone of nothing', [], [stored(3, 1, '')], []],
    ['no tombstone', [stored(1, 5, '')], [], []],
    ['what is a tombstone here', [stored(1, 5, '')], [stored(1, 1)], [1]],
    ['a tombstone of what is here', [stored(1, 5)], [stored(1, 5, '')], [1]],
  ])('where it has %s', (_, own, there, suspects) => {
    expect(compare(own, there, 10)).toEqual({ suspects, last: null });
  });

  it('goes as far as both lists do, and begins there the next time', () => {
    const own = [stored(1, 1), stored(4, 1), stored(9, 1)];
    expect(compare(own, [stored(1, 1), stored(4, 1)], 3)).toEqual({ suspects: [9], last: 9 });
    expect(compare(own, [stored(1, 1), stored(2, 1), stored(4, 1)], 3)).toEqual({ suspects: [2], last: 4 });
    expect(
      compare(
        own,
        [1, 2, 4, 5].map((id) => stored(id, 1)),
        4,
      ),
    ).toEqual({ suspects: [2, 5], last: 5 });
  });

  const digest = (text: string) => digestOf(document(1, 1, text));
  it.each([
    ['the same', document(1, 2), stored(1, 2, digest('said')), 'right'],
    ['the same in an older revision', document(1, 2), stored(1, 1, digest('said')), 'right'],
    ['nothing', document(1, 2), undefined, 'put'],
    ['an older text', document(1, 2), stored(1, 1, digest('says')), 'put'],
    ['the future', document(1, 2), stored(1, 3, digest('said')), 'discard'],
    ['what is gone', { kind: 'post', id: 1, revision: 4 } as const, stored(1, 3, digest('said')), 'put'],
    ['a tombstone of what is gone', { kind: 'post', id: 1, revision: 4 } as const, stored(1, 4, ''), 'right'],
    ['nothing of what is gone', { kind: 'post', id: 1, revision: 4 } as const, undefined, 'right'],
    ['what has no row', undefined, stored(1, 3, digest('said')), 'discard'],
    ['a tombstone of what has no row', undefined, stored(1, 3, ''), 'right'],
  ] as const)('and what is made of it where the store has %s', (_, found, there, verdict) => {
    expect(verdictOf(found, there)).toBe(verdict);
  });
});
