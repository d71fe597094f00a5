import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('administrators', () => {
  const community = useCommunity();
  let keeper: Person;
  beforeAll(async () => {
    keeper = await community.owner();
  });
  const status = (who: Person, id: unknown, given: unknown) => who.post('/v1/admin/user/status', { id, status: given });
  const role = (who: Person, id: unknown, given: unknown) => who.post('/v1/admin/user/role', { id, is_admin: given });

  it('ban a member, who may read and not write from then on, and let them be again', async () => {
    const ada = await community.member('ada1');
    expect(await status(keeper, ada.id, 2)).toEqual({});
    await status(keeper, ada.id, 2);
    await expect(ada.posts('Hello')).rejects.toMatchObject({ status: 403, code: 20006 });
    expect(await ada.get('/v1/user/info')).toMatchObject({ status: 2 });
    await status(keeper, ada.id, 1);
    await ada.posts('Hello again');
  });

  it('make others administrators, and take it back', async () => {
    const ada = await community.member('ada2');
    await expect(ada.get('/v1/admin/settings/values')).rejects.toMatchObject({ status: 403, code: 20022 });
    expect(await role(keeper, ada.id, true)).toEqual({});
    expect(await ada.get('/v1/user/info')).toMatchObject({ is_admin: true });
    await ada.get('/v1/admin/settings/values');
    await expect(status(keeper, ada.id, 2)).rejects.toMatchObject({ status: 409, error: 'member.protected' });
    await role(keeper, ada.id, false);
    await expect(ada.get('/v1/admin/settings/values')).rejects.toMatchObject({ status: 403, code: 20022 });
  });

  it('decide nothing about themselves', async () => {
    const refused = { status: 409, error: 'member.protected' };
    await expect(status(keeper, keeper.id, 2)).rejects.toMatchObject(refused);
    await expect(role(keeper, keeper.id, false)).rejects.toMatchObject(refused);
  });

  it('are the only ones who do so', async () => {
    const [ada, bob] = [await community.member('ada3'), await community.member('bob3')];
    await expect(status(ada, bob.id, 2)).rejects.toMatchObject({ status: 403, code: 20022 });
    await expect(role(ada, ada.id, true)).rejects.toMatchObject({ status: 403, code: 20022 });
    await expect(role(community.guest, ada.id, true)).rejects.toMatchObject({ status: 401, code: 10005 });
  });

  it.each([
    [999_999_999, 2, 404, 20021],
    [Number.MAX_SAFE_INTEGER, 1, 404, 20021],
    [2 ** 53, 1, 400, 10001],
    [0, 1, 400, 10001],
    [-1, 1, 400, 10001],
    ['1', 1, 400, 10001],
    [1, 0, 400, 10001],
    [1, 3, 400, 10001],
    [1, '2', 400, 10001],
    [1, undefined, 400, 10001],
    [undefined, 1, 400, 10001],
  ])('cannot give member %j the status %j', async (id, given, httpStatus, code) => {
    await expect(status(keeper, id, given)).rejects.toMatchObject({ status: httpStatus, code });
  });

  it.each([
    [999_999_999, true, 404, 20021],
    [1, 1, 400, 10001],
    [1, 'true', 400, 10001],
    [1, undefined, 400, 10001],
    [0, true, 400, 10001],
  ])('cannot give member %j the role %j', async (id, given, httpStatus, code) => {
    await expect(role(keeper, id, given)).rejects.toMatchObject({ status: httpStatus, code });
  });

  it('see how many members there are, and how many are here', async () => {
    const [ada, bob] = [await community.member('ada4'), await community.member('bob4')];
    for (const person of [ada, bob, ada]) await person.get('/v1/user/msgcount/unread');
    const told = await keeper.get('/v1/admin/site/status');
    expect(told).toEqual({
      register_user_count: expect.any(Number),
      online_user_count: expect.any(Number),
      history_max_online: expect.any(Number),
      server_up_time: expect.any(Number),
    });
    const {
      register_user_count: members,
      online_user_count: now,
      history_max_online: most,
    } = told as Record<string, number>;
    expect(members).toBeGreaterThanOrEqual(3);
    await community.member('ada5');
    expect(await keeper.get('/v1/admin/site/status')).toMatchObject({ register_user_count: members! + 1 });
    expect(now).toBeGreaterThanOrEqual(2);
    expect(most).toBeGreaterThanOrEqual(now!);
    const upFor = Date.now() / 1000 - (told['server_up_time'] as number);
    expect(upFor).toBeGreaterThan(0);
    expect(upFor).toBeLessThan(3600);
  });

  it('decide nothing in a neighbouring community', async () => {
    const there = await community.neighbour();
    const people = await Promise.all(Array.from({ length: 20 }, (_, number) => there.member(`there${number}`)));
    const stranger = people.find(({ id }) => id > 15)!; // no such id here
    await expect(status(keeper, stranger.id, 2)).rejects.toMatchObject({ status: 404, code: 20021 });
    expect(await stranger.get('/v1/user/info')).toMatchObject({ status: 1 });
  });
});
