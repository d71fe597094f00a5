import { Turns } from './turns.js';

describe('turns', () => {
  it('lets so many work at a time, in the order in which they came, whatever fails', async () => {
    const turns = new Turns(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const works = [0, 1, 2, 3, 4].map((number) =>
      turns.take(async () => {
        begun.push(number);
        await new Promise<void>((resolve) => ends.push(resolve));
        if (number === 1) throw new Error('failed');
      }),
    );
    const ended = Promise.allSettled(works);
    const settle = () => new Promise((resolve) => setImmediate(resolve));
    await settle();
    expect(begun).toEqual([0, 1]);
    ends[1]!();
    await settle();
    expect(begun).toEqual([0, 1, 2]);
    for (let next = 0; next < 5; next += 1) {
      ends[next]!();
      await settle();
    }
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    expect((await ended).map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(1);
  });
});
