import { cursorList, stretchOf } from './cursor.js';

const rows = (...ids: number[]) => ids.map((id) => ({ id }));

describe('a list that goes on by a cursor', () => {
  it('gives one page, and the cursor of the next while there is more', () => {
    const stretch = stretchOf({ limit: '2' });
    const { items, next } = cursorList(rows(9, 7, 4), stretch, ({ id }) => id);
    expect(items).toEqual([9, 7]);
    expect(stretchOf({ limit: '2', cursor: next! })).toEqual({ limit: 2, before: 7 });
    expect(cursorList(rows(9, 7), stretch, ({ id }) => id)).toEqual({ items: [9, 7], next: null });
    expect(cursorList([], stretch, ({ id }: { id: number }) => id)).toEqual({ items: [], next: null });
  });

  it('has 20 items unless told otherwise', () => {
    expect(stretchOf({})).toEqual({ limit: 20, before: null });
    expect(stretchOf({ limit: '100', cursor: '' })).toEqual({ limit: 100, before: null });
  });

  it.each([
    { limit: '0' },
    { limit: '101' },
    { limit: 'many' },
    { limit: '-1' },
    { limit: ['1', '2'] },
    { cursor: 'x' },
    { cursor: Buffer.from('id:0').toString('base64url') },
    { cursor: Buffer.from('id:99999999999999999').toString('base64url') },
    { cursor: ['a', 'b'] },
  ])('refuses %j', (query) => {
    expect(() => stretchOf(query)).toThrow(expect.objectContaining({ code: 'request.invalid' }) as Error);
  });
});
