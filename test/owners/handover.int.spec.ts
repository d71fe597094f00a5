import { PlatformDatabase } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import { TenantOwners } from '#kernel/tenancy';
import type { Visitor } from '../support/visitor.js';
import { newAddress, type OwnedCommunity, password, useMail } from '../support/use-mail.js';

describe('a community that its owner hands on', () => {
  const mail = useMail();
  const { platform } = mail;
  const sql = (text: string, ...values: unknown[]) => platform.app.get(PlatformDatabase).query(text, values);
  const ownerOf = async (id: number) => (await platform.admin.get(`/tenants/${id}/owner`)).body;
  const auditOf = async (id: number) =>
    (await platform.admin.get(`/audit?tenant=${id}&limit=100`)).body.items
      .filter(({ action }) => String(action).startsWith('owner.'))
      .toReversed();
  const offerTo = async (owner: Visitor, username: string, name = 'The tea room') => {
    await owner.open('/manage/ownership');
    return owner.submit('/manage/ownership/offer', { username, name });
  };
  const isAdministrator = async ({ host }: OwnedCommunity, username: string) =>
    (await (await platform.visitor(host).login(username, password)).get('/v1/user/info'))['is_admin'];

  it('is the other’s once they accept; both have said so in the audit log, and are told', async () => {
    const email = newAddress('given');
    const community = await mail.make({ email });
    const [owner, assam] = [await community.member('camellia'), await community.member('assam')];
    await owner.open(await mail.pathIn(email));
    await owner.submit('Yes, this is my address');

    expect((await assam.open('/owner/offer')).status).toBe(404);
    const offered = await offerTo(owner, '@Assam', ' The  tea room ');
    expect([offered.status, offered.path]).toEqual([200, '/manage/ownership']);
    expect(owner.page.body).toContain('You have offered the community to @assam');
    expect(await ownerOf(community.id)).toMatchObject({ username: 'camellia', offer: { to: 'assam' } });
    expect(await isAdministrator(community, 'assam')).toBe(false);

    await assam.open('/owner/offer');
    expect(assam.page.body).toContain('@camellia wants to hand The tea room on to you.');
    await assam.submit('Accept');
    expect([assam.page.status, assam.page.path]).toEqual([200, '/manage/ownership']);
    expect(assam.page.body).toContain('This community is yours.');
    expect(await ownerOf(community.id)).toMatchObject({
      username: 'assam',
      email: null, // what was camellia's is not assam's
      verified_at: null,
      offer: null,
    });
    expect((await mail.mailsTo(email)).at(-1)!.subject).toBe('You have handed “The tea room” on');

    await owner.open('/manage/ownership');
    expect(owner.page.body).toContain('This community belongs to @assam.');
    const rows = (await auditOf(community.id)).slice(-2);
    expect(rows.map(({ action, operator, details }) => [action, operator, details])).toEqual([
      ['owner.offer', 'camellia', { to: 'assam' }],
      ['owner.accept', 'assam', { from: 'camellia' }],
    ]);
  });

  it('is not offered by mistake, nor to whom it cannot belong; what was typed stays', async () => {
    const community = await mail.make();
    const owner = await community.member('camellia');
    await community.member('assam');
    for (const [username, name, field] of [
      ['assam', 'The coffee room', 'name'],
      ['nobody', 'The tea room', 'username'],
      ['camellia', 'The tea room', 'username'],
      ['', 'The tea room', 'username'],
    ] as const) {
      const page = await offerTo(owner, username, name);
      expect(page.status).toBe(422);
      expect(page.body).toContain(`id="${field}-wrong"`);
      expect(page.body).toContain(`value="${name}"`);
    }
    expect(await ownerOf(community.id)).toMatchObject({ offer: null });
    expect(await auditOf(community.id)).toEqual([]);
  });

  it('can be taken back, declined, and accepted by nobody else', async () => {
    const community = await mail.make();
    const owner = await community.member('camellia');
    const [assam, earl] = [await community.member('assam'), await community.member('earl')];
    await offerTo(owner, 'assam');
    expect((await earl.open('/owner/offer')).status).toBe(404);
    await assam.open('/owner/offer');
    await owner.open('/manage/ownership');
    await owner.submit('Take the offer back');
    expect((await assam.submit('Accept')).status).toBe(404);
    expect(assam.texts('h1')).toEqual(['Nothing is offered to you']);

    await offerTo(owner, 'assam');
    await assam.open('/owner/offer');
    await assam.submit('Decline');
    expect(await ownerOf(community.id)).toMatchObject({ username: 'camellia', offer: null });
    expect((await auditOf(community.id)).map(({ action }) => action)).toEqual([
      'owner.offer',
      'owner.withdraw',
      'owner.offer',
      'owner.decline',
    ]);
  });

  it('is offered for seven days, and never to a guest', async () => {
    const community = await mail.make();
    const [owner, assam] = [await community.member('camellia'), await community.member('assam')];
    await offerTo(owner, 'assam');
    await assam.open('/owner/offer');
    const [{ days }] = (await sql(
      'select extract(epoch from expires_at - now()) / 86400 as days from platform.owner_offer where tenant_id = $1',
      community.id,
    )) as [{ days: string }];
    expect(Number(days)).toBeCloseTo(7, 2);
    await sql('update platform.owner_offer set expires_at = now() where tenant_id = $1', community.id);
    expect((await assam.submit('Accept')).status).toBe(404);
    expect((await community.guest().open('/owner/offer')).path).toMatch(/^\/sign-in/);
  });

  it('changes hands once when the other accepts twice at once, or while it is taken back', async () => {
    const community = await mail.make();
    const owner = await community.member('camellia');
    const accepting = await Promise.all(Array.from({ length: 4 }, async () => community.member('assam')));
    await offerTo(owner, 'assam');
    for (const one of accepting) await one.open('/owner/offer');
    await owner.open('/manage/ownership');
    const [withdrawn, ...accepted] = await Promise.all([
      owner.submit('Take the offer back'),
      ...accepting.map((one) => one.submit('Accept')),
    ]);
    const { username } = (await ownerOf(community.id)) as unknown as { username: string };
    const taken = accepted.filter(({ status }) => status === 200);
    expect(taken).toHaveLength(username === 'assam' ? 1 : 0);
    expect(withdrawn.status).toBe(username === 'assam' ? 422 : 200);
    expect((await auditOf(community.id)).map(({ action }) => action)).toEqual([
      'owner.offer',
      username === 'assam' ? 'owner.accept' : 'owner.withdraw',
    ]);
    expect(await isAdministrator(community, 'assam')).toBe(username === 'assam');
  });

  it('is not the one of a neighbour with the same names', async () => {
    const [here, there] = [await mail.make(), await mail.make()];
    await here.member('assam');
    await offerTo(await here.member('camellia'), 'assam');
    const assam = await there.member('assam');
    expect((await assam.open('/owner/offer')).status).toBe(404);
    expect(await ownerOf(there.id)).toMatchObject({ username: 'camellia', offer: null });
  });

  it('has an owner who administers it, also when the process dies that has taken their consent', async () => {
    const community = await mail.make();
    const [owner, assam] = [await community.member('camellia'), await community.member('assam')];
    await offerTo(owner, 'assam');
    await assam.open('/owner/offer');
    const dying = jest.spyOn(platform.app.get(TenantOwners), 'install').mockRejectedValueOnce(new Error('Killed.'));
    await assam.submit('Accept');
    expect(assam.page.status).toBe(500);
    dying.mockRestore();
    expect(await ownerOf(community.id)).toMatchObject({ username: 'assam' });
    expect(await isAdministrator(community, 'assam')).toBe(false);
    await platform.app.get(Dispatcher).settle();
    expect(await isAdministrator(community, 'assam')).toBe(true);
    expect((await assam.open('/manage/ownership')).status).toBe(200);
  });

  it('stays with its owner while the other is suspended', async () => {
    const community = await mail.make();
    const [owner, assam] = [await community.member('camellia'), await community.member('assam')];
    await offerTo(owner, 'assam');
    await assam.open('/owner/offer');
    const administrator = await platform.visitor(community.host).login('camellia', password);
    const { id } = await platform.visitor(community.host).login('assam', password);
    await administrator.post('/v1/admin/user/status', { id, status: 2 });
    expect((await assam.submit('Accept')).status).toBe(403);
    expect(await ownerOf(community.id)).toMatchObject({ username: 'camellia', offer: { to: 'assam' } });
  });
});
