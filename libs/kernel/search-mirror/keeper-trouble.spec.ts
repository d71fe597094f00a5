import { SearchStoreUnusable } from '#kernel/search-index';
import { KeeperTrouble } from './keeper-trouble.js';

describe('what the keeper meets', () => {
  const said: string[] = [];
  const note = (...[text, error]: [string, ...unknown[]]) =>
    void said.push([text, ...(error instanceof Error ? [error.message] : [])].join(' '));
  const log = { log: note, warn: note };
  beforeEach(() => said.splice(0));
  const fails = (error: Error) => () => Promise.reject(error);
  const turnOf = async (trouble: KeeperTrouble, steps: Readonly<Record<string, Error | null>>) => {
    const done: string[] = [];
    for (const [step, error] of Object.entries(steps))
      await trouble.attempt(step, error ? fails(error) : async () => void done.push(step));
    return { done, end: () => trouble.end() };
  };

  it('keeps no other step from being done, and is thrown at the end', async () => {
    const { done, end } = await turnOf(new KeeperTrouble(log), { a: new Error('One.'), b: null, c: new Error('Two.') });
    expect(done).toEqual(['b']);
    expect(end).toThrow('One.');
    expect(said).toEqual([
      'The store for searching cannot be kept. One.',
      'The store for searching cannot be kept. Two.',
    ]);
  });

  it('is said when it is new, another one or over', async () => {
    const trouble = new KeeperTrouble(log);
    const [one, same, two] = [new Error('One.'), new Error('One.'), new Error('Two.')];
    for (const error of [one, same, two]) expect((await turnOf(trouble, { a: error })).end).toThrow(error);
    for (let turn = 0; turn < 2; turn += 1) (await turnOf(trouble, { a: null })).end();
    const cannot = 'The store for searching cannot be kept.';
    expect(said).toEqual([`${cannot} One.`, `${cannot} Two.`, 'The store for searching is kept again.']);
  });

  it('is one and the same in all steps when the store is away', async () => {
    const trouble = new KeeperTrouble(log);
    for (const reason of ['Late.', 'Busy.']) {
      const away = new SearchStoreUnusable(reason);
      expect((await turnOf(trouble, { a: away, b: away })).end).toThrow(away);
    }
    expect(said).toEqual(['The store for searching cannot be used; PostgreSQL is searched. Late.']);
  });
});
