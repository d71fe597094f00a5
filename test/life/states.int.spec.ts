import type { TenantState } from '#kernel/scope';
import { standings } from '#kernel/tenancy';
import type { Ear } from '../support/ear.js';
import { type Asked, expected, Place, soonSo } from '../support/life-place.js';

jest.setTimeout(60_000);

/** The state from which nothing leads back comes last. */
const states = (Object.keys(standings) as TenantState[]).toSorted(
  (one, other) => Number(one === 'deleted') - Number(other === 'deleted'),
);

/** Goes by the very table that the product goes by: a new state, and a new surface, are tried or do not compile. */
describe.each(states)('a community that is %s', (state) => {
  const standing = standings[state];
  const { pages, reads, writes, media, search } = standing;
  const answers: Record<Asked, typeof pages> = { pages, reads, writes, media, 'media host': media, search };
  let place: Place;

  beforeAll(async () => void (place = await Place.open()));
  afterAll(async () => place?.close());

  it('stands on every surface of two processes as the table says, in less than two seconds', async () => {
    const all = Object.keys(answers) as Asked[];
    for (const asked of all)
      expect([asked, await place.ask(asked)]).toEqual([
        asked,
        [
          [200, undefined],
          [200, undefined],
        ],
      ]);
    const ears = await place.connect();
    await place.keeper.posts('Something to index');
    const waiting = Object.values(await place.tasks()).reduce((sum, count) => sum + count, 0);
    expect(waiting).toBeGreaterThan(0);

    const from = Date.now();
    await place.turn(state);
    await Promise.all(
      all.map(async (asked) => {
        const answer = expected(answers[asked]);
        // A page says it in words, and a file by its status.
        const seen = async () => (await place.ask(asked)).map(([status, error]) => [status, error ?? null]);
        const named = ['reads', 'writes'].includes(asked) ? (answer[1] ?? null) : null;
        await soonSo(
          seen,
          [
            [answer[0], named],
            [answer[0], named],
          ],
          from,
        );
      }),
    );
    expect(Date.now() - from).toBeLessThan(2_000);
    const stays = standing.live === 'stays';
    const isOpen = (ear: Ear) =>
      ear.ends(stays ? 100 : 2_000).then(
        () => false,
        () => true,
      );
    expect(await Promise.all(ears.map(isOpen))).toEqual([stays, stays]);
    expect(await place.isListed()).toBe(standing.listed);
    await soonSo(() => place.certified(), [standing.certificates, standing.certificates], from);

    await place.settle();
    expect(await place.tasks()).toEqual(standing.tasks === 'wait' ? { parked: waiting } : {});
    for (const ear of ears) ear.close();
  });

  if (state === 'deleted') return;
  it('comes back with all that it had', async () => {
    const from = Date.now();
    await place.turnBack(state);
    for (const asked of Object.keys(answers) as Asked[])
      await soonSo(
        () => place.ask(asked),
        [
          [200, undefined],
          [200, undefined],
        ],
        from,
      );
    await place.settle();
    expect(await place.tasks()).toEqual({});
    expect((await place.keeper.timeline()).length).toBe(2);
  });
});
