import { nothing, type Shelf } from './search-shelf.contract.js';

const text = 'Grey herons wading, owl Привет straße post2024 苍鹭飞鸟';

export function typosContract(shelf: () => Shelf): void {
  it.each([
    ['a letter less', 'heons', 'herons'],
    ['the first letter less', 'erons', 'herons'],
    ['a letter more', 'heroons', 'herons'],
    ['a letter more at the end', 'heronsx', 'herons'],
    ['a letter more at the start', 'xherons', 'herons'],
    ['another letter', 'hexons', 'herons'],
    ['another first letter', 'ferons', 'herons'],
    ['two letters exchanged', 'hreons', 'herons'],
    ['the last two exchanged, in capitals', 'HEROSN', 'herons'],
    ['four letters for three', 'owls', 'owl'],
    ['letters that are not Latin', 'превет', 'привет'],
    ['one of many', 'grey hreons wading', 'grey herons wading'],
    ['two of many', 'wadign hreons', 'wading herons'],
    ['one beside a beginning', 'hreons wad', 'herons wad'],
    ['one beside Chinese', '苍鹭 hreons', '苍鹭 herons'],
  ])('with %s', async (_, typed, meant) => {
    const own = shelf();
    const id = await own.put(text);
    await own.put('something else');
    expect(await own.search(typed)).toEqual({ ids: [id], total: 1, instead: meant.split(' ') });
  });

  it.each([
    ['two letters away', 'hreosn'],
    ['of three letters', 'owk'],
    ['with another number', 'post2025'],
    ['of letters that stand without spaces', '苍鹭飞鱼'],
    ['beside one that is not there', 'hreons eagle'],
    ['with its sign', '#hreons'],
  ])('but not one %s', async (_, typed) => {
    const own = shelf();
    await own.put(text);
    expect(await own.search(typed)).toEqual(nothing);
  });

  it('but not where something has the word, letter for letter or as its beginning', async () => {
    const own = shelf();
    await own.put('herons');
    const [exact, longer] = [await own.put('hexons'), await own.put('heronry')];
    expect(await own.search('hexons')).toEqual({ ids: [exact], total: 1 });
    expect(await own.search('heronr')).toEqual({ ids: [longer], total: 1 });
  });

  it('but not where the filters leave nothing of it', async () => {
    const own = shelf();
    await own.put('hexons', { authorId: 2, visibility: 0 });
    const id = await own.put('herons', { authorId: 1 });
    const reader = { always: [], levels: [{ visibility: 90, authors: 'anyone' as const }] };
    const instead = { ids: [id], total: 1, instead: ['herons'] };
    expect(await own.search('hexons', { filter: { authorId: 1 } })).toEqual(instead);
    expect(await own.search('hexons', { access: reader })).toEqual(instead);
    expect(await own.search('hexonz', { access: { ...reader, without: [id] } })).toEqual(nothing);
    expect(await own.search('hexonz', { filter: { authorId: 3 } })).toEqual(nothing);
  });

  it('in their order, page by page, with what the first of them has', async () => {
    const own = shelf();
    const [title, phrase, both, names] = await own.putAll([
      { titles: ['grey heroes'] },
      { texts: ['grey herons'] },
      { texts: ['herons in grey'] },
      { texts: ['grey'], names: ['herons'] },
    ]);
    const page = (offset: number) => own.search('grey heros', { order: 'relevance', offset, limit: 2 });
    expect(await page(0)).toEqual({ ids: [title, phrase], total: 4, instead: ['grey', 'heroes'] });
    expect(await page(2)).toMatchObject({ ids: [both, names], total: 4 });
  });

  it('no more once they are gone', async () => {
    const own = shelf();
    const id = await own.put('spoonbills');
    expect(await own.ids('spoonbils')).toEqual([id]);
    await own.remove(id, 2);
    expect(await own.search('spoonbils')).toEqual(nothing);
  });

  it('of its own tenant only', async () => {
    const own = shelf();
    await own.put('ours');
    const { index, elsewhere } = own.test;
    const access = { always: 'anyone', levels: [], except: [], without: [] } as const;
    const query = { kind: 'post', words: 'oursx', access, order: 'active', offset: 0, limit: 10 } as const;
    expect(await elsewhere(() => index.search(query))).toEqual(nothing);
  });
}
