import { hashSecret, randomSecret } from '#kernel/crypto';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { type FirstOwner, TenantDirectory, TenantSetup } from '#kernel/tenancy';
import { useCommunity } from '../../../test/support/use-community.js';
import { InvitationsService } from './index.js';

describe('the first owner of a community', () => {
  const community = useCommunity();
  const inside = async <T>(work: (invitations: InvitationsService) => Promise<T>): Promise<T> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => work(community.app.get(InvitationsService)));
  };
  const setup = () => community.app.get(TenantSetup);
  const db = () => community.app.get(TenantDatabase);
  const setUp = (owner: FirstOwner) =>
    inside(() => db().transaction(() => setup().setUp((sql, values) => db().query(sql, values), owner)));
  const login = (username: string, password: string) => community.guest.post('/v1/auth/login', { username, password });
  const invited = async (username: string) => {
    const secret = randomSecret();
    await setUp({ username, inviteHash: hashSecret(secret) });
    return secret;
  };
  const gone = { code: 'invitation.invalid' };

  it('signs in with the password from the start, and administers', async () => {
    await setUp({ username: 'owner', passwordHash: await setup().hashPassword('secret-1'), email: 'o@example.org' });
    const { token } = await login('owner', 'secret-1');
    const headers = { authorization: `Bearer ${String(token)}` };
    const { body } = await community.guest.request('GET', '/v1/user/info', undefined, headers);
    expect(JSON.parse(body)).toMatchObject({ data: { username: 'owner', is_admin: true } });
    expect(await inside(() => db().query('select email from member where username = $1', ['owner']))).toEqual([
      { email: 'o@example.org' },
    ]);
  });

  it('sets a password by the invitation, once', async () => {
    const secret = await invited('ada');
    await expect(login('ada', 'not a password of anybody')).rejects.toMatchObject({ code: 10004 });
    await inside(async (invitations) => {
      expect(await invitations.find(secret)).toEqual({ username: 'ada' });
      await expect(invitations.accept(secret, '12345')).rejects.toMatchObject({ code: 'member.password-length' });
      expect(await invitations.accept(secret, 'secret-1')).toEqual({ username: 'ada' });
      await expect(invitations.find(secret)).rejects.toMatchObject(gone);
      await expect(invitations.accept(secret, 'secret-2')).rejects.toMatchObject(gone);
    });
    expect(await login('ada', 'secret-1')).toEqual({ token: expect.any(String) });
  });

  it('sets one password when two come with the invitation at once', async () => {
    const secret = await invited('bob');
    const passwords = Array.from({ length: 10 }, (_, index) => `password-${index}`);
    const answers = await inside((invitations) =>
      Promise.allSettled(passwords.map((password) => invitations.accept(secret, password))),
    );
    const accepted = passwords.filter((_, index) => answers[index]!.status === 'fulfilled');
    expect(accepted).toHaveLength(1);
    expect(await login('bob', accepted[0]!)).toEqual({ token: expect.any(String) });
  });

  it('is too late after seven days', async () => {
    const secret = await invited('cleo');
    const age = (days: string) =>
      inside(() =>
        db().query(`update access_code set expires_at = expires_at - $1::interval where used_at is null`, [days]),
      );
    await age('6 days 23 hours');
    expect(await inside((invitations) => invitations.find(secret))).toEqual({ username: 'cleo' });
    await age('1 hour');
    for (const call of [
      (it: InvitationsService) => it.find(secret),
      (it: InvitationsService) => it.accept(secret, 'secret-1'),
    ])
      await expect(inside(call)).rejects.toMatchObject(gone);
  });

  it.each([
    ['an empty secret', ''],
    ['a huge secret', 'x'.repeat(100_000)],
    ['a quote', "' or true --"],
    ['a guess', randomSecret()],
  ])('is not let in by %s', async (_, secret) => {
    await expect(inside((invitations) => invitations.find(secret))).rejects.toMatchObject(gone);
    await expect(inside((invitations) => invitations.accept(secret, 'secret-1'))).rejects.toMatchObject(gone);
  });

  it('is invited to this community only', async () => {
    const secret = await invited('dan');
    const neighbour = await community.neighbour();
    const tenant = await neighbour.app.get(TenantDirectory).findByHost(neighbour.host);
    const there = tenantScope.run(tenant!, () => community.app.get(InvitationsService).find(secret));
    await expect(there).rejects.toMatchObject(gone);
  });

  it('has a name and a password as members have', () => {
    const refusal = (username: string, password?: string) => setup().refusal({ username, password })?.field;
    expect([refusal('ada'), refusal('ada', '123456')]).toEqual([undefined, undefined]);
    expect([refusal('ad'), refusal('a-d-a'), refusal('x'.repeat(13))]).toEqual(Array(3).fill('username'));
    expect([refusal('ada', '12345'), refusal('ada', 'x'.repeat(129))]).toEqual(Array(2).fill('password'));
    expect(setup().refusal({ username: 'a b c' })?.message).toBe('A username has letters and digits only.');
    expect(setup().invitePath('secret')).toBe('/invite/secret');
  });
});
