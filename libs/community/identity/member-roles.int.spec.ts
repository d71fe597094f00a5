import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { Person } from '../../../test/support/person.js';
import { bootApi, useCommunity } from '../../../test/support/use-community.js';
import { type Member, MemberAuthentication, MemberRolesService } from './index.js';

describe('what administrators decide about members', () => {
  const community = useCommunity();
  let elsewhere: Awaited<ReturnType<typeof bootApi>>;
  let owner: Person;
  beforeAll(async () => {
    elsewhere = await bootApi();
    owner = await community.owner();
  });
  afterAll(async () => elsewhere.app.close());

  const inside = async <T>(work: () => Promise<T>): Promise<T> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, work);
  };
  const acting = (person: Person) =>
    inside(() => community.app.get(MemberAuthentication).authenticate(`Bearer ${person.token}`)) as Promise<Member>;
  const roles = () => community.app.get(MemberRolesService);
  const setStatus = async (by: Person, id: number, status: 1 | 2) => {
    const admin = await acting(by);
    return inside(() => roles().setStatus(admin, id, status));
  };
  const setAdministrator = async (by: Person, id: number, isAdmin: boolean) => {
    const admin = await acting(by);
    return inside(() => roles().setAdministrator(admin, id, isAdmin));
  };
  const info = async (person: Person) => person.get('/v1/user/info');
  const isAdmin = async (person: Person) => (await person.request('GET', '/v1/admin/settings/values')).status === 200;
  const far = (person: Person) => {
    const same = new Person(elsewhere.app, community.host);
    same.token = person.token;
    return same;
  };
  /** Elsewhere it takes a moment, and no more than two seconds. */
  const soon = async (holds: () => Promise<boolean>): Promise<boolean> => {
    const begun = Date.now();
    while (!(await holds()) && Date.now() - begun < 2_000);
    return holds();
  };
  const refusal = (code: string) => ({ code });

  it('bans and forgives, here at once and elsewhere within two seconds', async () => {
    const ada = await community.member('ada');
    const write = (person: Person) => person.request('POST', '/v1/user/nickname', { nickname: 'Ada L.' });
    expect((await write(far(ada))).status).toBe(200);
    await setStatus(owner, ada.id, 2);
    expect((await write(ada)).body).toContain('"code":20006');
    expect(await info(ada)).toMatchObject({ status: 2 });
    expect(await soon(async () => (await write(far(ada))).status === 403)).toBe(true);
    await expect(
      community.guest.post('/v1/auth/login', { username: 'ada', password: ada.password }),
    ).rejects.toMatchObject({ code: 20006 });

    await setStatus(owner, ada.id, 1);
    expect((await write(ada)).status).toBe(200);
    expect(await soon(async () => (await write(far(ada))).status === 200)).toBe(true);
  });

  it('appoints and deposes, likewise', async () => {
    const bob = await community.member('bob');
    expect([await isAdmin(bob), await isAdmin(far(bob))]).toEqual([false, false]);
    await setAdministrator(owner, bob.id, true);
    expect(await isAdmin(bob)).toBe(true);
    expect(await soon(() => isAdmin(far(bob)))).toBe(true);
    await setAdministrator(owner, bob.id, false);
    expect(await isAdmin(bob)).toBe(false);
    expect(await soon(async () => !(await isAdmin(far(bob))))).toBe(true);
  });

  it('is nothing about themselves, nor a ban of one another', async () => {
    const cleo = await community.member('cleo');
    await setAdministrator(owner, cleo.id, true);
    const itself = refusal('member.protected');
    await expect(setStatus(owner, owner.id, 2)).rejects.toMatchObject(itself);
    await expect(setAdministrator(owner, owner.id, false)).rejects.toMatchObject(itself);
    await expect(setStatus(cleo, owner.id, 2)).rejects.toMatchObject(itself);
    await expect(setStatus(owner, cleo.id, 2)).rejects.toMatchObject(itself);
    expect(await info(cleo)).toMatchObject({ status: 1 });
  });

  it('is about members that there are', async () => {
    await expect(setStatus(owner, 999_999, 2)).rejects.toMatchObject(refusal('member.not-found'));
    await expect(setAdministrator(owner, 999_999, true)).rejects.toMatchObject(refusal('member.not-found'));
  });

  it('makes no administrator of who is banned', async () => {
    const dan = await community.member('dan');
    await setStatus(owner, dan.id, 2);
    await expect(setAdministrator(owner, dan.id, true)).rejects.toMatchObject(refusal('member.protected'));
  });

  it('is decided by administrators only, as they are at that moment', async () => {
    const [eve, fay] = [await community.member('eve'), await community.member('fay')];
    await expect(setStatus(eve, fay.id, 2)).rejects.toMatchObject(refusal('member.not-administrator'));
    await setAdministrator(owner, eve.id, true);
    const before = await acting(eve);
    await setAdministrator(owner, eve.id, false);
    await expect(inside(() => roles().setStatus(before, fay.id, 2))).rejects.toMatchObject(
      refusal('member.not-administrator'),
    );
  });

  it('leaves one of two who depose each other, again and again', async () => {
    const gil = await community.member('gil');
    for (let round = 0; round < 10; round += 1) {
      await setAdministrator(owner, gil.id, true);
      const [one, other] = [await acting(owner), await acting(gil)];
      const answers = await Promise.allSettled([
        inside(() => roles().setAdministrator(one, other.id, false)),
        inside(() => roles().setAdministrator(other, one.id, false)),
      ]);
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const remaining = (await isAdmin(owner)) ? owner : gil;
      if (remaining === gil) await setAdministrator(gil, owner.id, true);
    }
  });
});
