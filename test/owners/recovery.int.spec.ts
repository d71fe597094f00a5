import { PlatformDatabase } from '#kernel/database';
import type { OperatorPerson } from '../support/use-platform.js';
import { newAddress, password, useMail } from '../support/use-mail.js';

const proof = 'Invoice 2231, and a call back to the number in the contract.';

describe('a community whose owner cannot be reached', () => {
  const mail = useMail();
  const { platform } = mail;
  const sql = (text: string, ...values: unknown[]) => platform.app.get(PlatformDatabase).query(text, values);
  const ownerOf = async (id: number) => (await platform.admin.get(`/tenants/${id}/owner`)).body;
  /** What was done, without what was refused. */
  const auditOf = async (id: number) =>
    (await platform.admin.get(`/audit?tenant=${id}&limit=100`)).body.items
      .filter(({ action, status }) => String(action).startsWith('owner.') && Number(status) < 300)
      .map(({ action, operator, status }) => [action, operator, status])
      .toReversed();
  const ask = (who: OperatorPerson, id: number, more: object = {}) =>
    who.post(`/tenants/${id}/owner`, { username: 'assam', proof, ...more });
  let second: OperatorPerson;
  beforeAll(async () => {
    second = await platform.operator('admin');
  });

  it('gets another one when one operator asks with proof and another confirms, with a row of the audit log each', async () => {
    const email = newAddress('lost');
    const community = await mail.make({ email });
    const owner = await community.member('camellia');
    await owner.open(await mail.pathIn(email));
    await owner.submit('Yes, this is my address');
    await community.member('assam');

    const asked = await ask(platform.admin, community.id, { username: 'ASSAM' });
    expect([asked.status, asked.body]).toEqual([
      202,
      expect.objectContaining({
        username: 'camellia',
        recovery: expect.objectContaining({ username: 'assam', invited: false, proof, asked_by: platform.admin.name }),
      }),
    ]);
    expect((await mail.mailsTo(email)).at(-1)!.subject).toBe('Somebody wants to be made owner of “The tea room”');
    const alone = await platform.admin.post(`/tenants/${community.id}/owner/confirm`);
    expect([alone.status, alone.body.error]).toEqual([409, 'owner.recovery-too-early']);

    const confirmed = await second.post(`/tenants/${community.id}/owner/confirm`);
    expect([confirmed.status, confirmed.body]).toEqual([
      200,
      expect.objectContaining({ username: 'assam', email: null, recovery: null }),
    ]);
    expect(confirmed.body).not.toHaveProperty('invite');
    const info = await (await platform.visitor(community.host).login('assam', password)).get('/v1/user/info');
    expect(info['is_admin']).toBe(true);
    expect((await mail.mailsTo(email)).at(-1)!.subject).toBe('“The tea room” has another owner');
    expect(await auditOf(community.id)).toEqual([
      ['owner.verify', 'platform', 200],
      ['owner.ask-recovery', platform.admin.name, 202],
      ['owner.recover', second.name, 200],
    ]);
    expect((await second.post(`/tenants/${community.id}/owner/confirm`)).body.error).toBe('owner.recovery-not-found');
  });

  it('gives whoever has no account there one, and a link to set its password', async () => {
    const community = await mail.make();
    const email = newAddress('heir');
    await ask(platform.admin, community.id, { username: 'heir', email });
    const { body } = await second.post(`/tenants/${community.id}/owner/confirm`);
    expect(body).toMatchObject({ username: 'heir', email, pending_email: email, invite: expect.any(String) });
    const heir = community.guest();
    await heir.open(new URL(body['invite'] as string).pathname);
    await heir.submit(heir.page.path, { password, again: password });
    expect((await heir.open('/manage/ownership')).status).toBe(200);
    expect(heir.page.body).toContain('This community is yours.');
    await heir.open(await mail.pathIn(email));
    await heir.submit('Yes, this is my address');
    expect(await ownerOf(community.id)).toMatchObject({ email, verified_at: expect.any(String) });
  });

  it('lets an owner in again who has lost the password', async () => {
    const community = await mail.make();
    await ask(platform.admin, community.id, { username: 'camellia' });
    const { body } = await second.post(`/tenants/${community.id}/owner/confirm`);
    const owner = community.guest();
    await owner.open(new URL(body['invite'] as string).pathname);
    await owner.submit(owner.page.path, { password: 'another good one', again: 'another good one' });
    await expect(platform.visitor(community.host).login('camellia', password)).rejects.toMatchObject({ code: 10004 });
    await platform.visitor(community.host).login('camellia', 'another good one');
  });

  it('waits a day where there is no second operator to confirm', async () => {
    const community = await mail.make();
    await community.member('assam');
    await ask(platform.admin, community.id);
    await sql(
      `update platform.owner_recovery set asked_at = now() - interval '25 hours' where tenant_id = $1`,
      community.id,
    );
    const early = await platform.admin.post(`/tenants/${community.id}/owner/confirm`);
    expect(early.body.error).toBe('owner.recovery-too-early'); // there are others
    const others = await sql(
      `update platform.operator set disabled_at = now() where role = 'admin' and disabled_at is null and name <> $1 returning id`,
      platform.admin.name,
    );
    try {
      await sql(
        `update platform.owner_recovery set asked_at = now() - interval '23 hours' where tenant_id = $1`,
        community.id,
      );
      expect((await platform.admin.post(`/tenants/${community.id}/owner/confirm`)).status).toBe(409);
      await sql(
        `update platform.owner_recovery set asked_at = now() - interval '24 hours' where tenant_id = $1`,
        community.id,
      );
      expect((await platform.admin.post(`/tenants/${community.id}/owner/confirm`)).status).toBe(200);
    } finally {
      await sql(
        'update platform.operator set disabled_at = null where id = any($1)',
        others.map(({ id }) => id as number),
      );
    }
    expect(await ownerOf(community.id)).toMatchObject({ username: 'assam' });
  });

  it('keeps its owner when it is taken back, when nobody has proof, and when nobody may ask', async () => {
    const community = await mail.make();
    await community.member('assam');
    for (const [body, status, error] of [
      [{ username: 'assam' }, 400, 'request.invalid'],
      [{ username: 'assam', proof: 'trust me' }, 400, 'request.invalid'],
      [{ username: 'assam', proof: '          ' }, 400, 'request.invalid'],
      [{ username: 'not a name', proof }, 422, 'owner.candidate-unfit'],
      [{ username: 'assam', email: 'nowhere', proof }, 422, 'owner.email-invalid'],
    ] as const) {
      const refused = await platform.admin.post(`/tenants/${community.id}/owner`, body);
      expect([refused.status, refused.body.error]).toEqual([status, error]);
    }
    expect((await ask(await platform.operator('support'), community.id)).status).toBe(403);
    expect((await ask(platform.admin, 999_999_999)).body.error).toBe('tenant.not-found');

    await ask(platform.admin, community.id);
    expect((await ask(second, community.id)).body.error).toBe('owner.recovery-open');
    const { body } = await platform.admin.delete(`/tenants/${community.id}/owner/recovery`);
    expect(body).toMatchObject({ username: 'camellia', recovery: null });
    expect((await second.post(`/tenants/${community.id}/owner/confirm`)).status).toBe(404);
    expect(await ownerOf(community.id)).toMatchObject({ username: 'camellia' });
  });

  it('does not become whose who has taken the name meanwhile', async () => {
    const community = await mail.make();
    await ask(platform.admin, community.id, { username: 'heir' });
    await community.member('heir');
    const refused = await second.post(`/tenants/${community.id}/owner/confirm`);
    expect([refused.status, refused.body.error]).toEqual([422, 'owner.candidate-unfit']);
    const info = await (await platform.visitor(community.host).login('heir', password)).get('/v1/user/info');
    expect(info['is_admin']).toBe(false);
    expect(await ownerOf(community.id)).toMatchObject({ username: 'camellia' });
  });

  it('is recovered once when two confirm at once, and by the next call when the first one has died', async () => {
    const community = await mail.make();
    const third = await platform.operator('admin');
    await ask(platform.admin, community.id, { username: 'heir' });
    const answers = await Promise.all(
      [second, third, second].map((one) => one.post(`/tenants/${community.id}/owner/confirm`)),
    );
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 404, 404]);
    expect((await auditOf(community.id)).filter(([action]) => action === 'owner.recover')).toHaveLength(1);

    const other = await mail.make();
    await ask(platform.admin, other.id, { username: 'heir' });
    const dying = jest
      .spyOn(platform.app.get(PlatformDatabase), 'transaction')
      .mockRejectedValueOnce(new Error('Killed.'));
    const died = await second.post(`/tenants/${other.id}/owner/confirm`);
    dying.mockRestore();
    expect(died.status).toBe(500);
    expect(await ownerOf(other.id)).toMatchObject({ username: 'camellia' });
    const { status, body } = await second.post(`/tenants/${other.id}/owner/confirm`);
    expect([status, body['username'], typeof body['invite']]).toEqual([200, 'heir', 'string']);
    expect((await other.guest().open(new URL(body['invite'] as string).pathname)).status).toBe(200);
  });

  it('is left alone while there is nobody in it', async () => {
    const community = await mail.make();
    await platform.admin.delete(`/tenants/${community.id}`);
    expect((await ask(platform.admin, community.id)).body.error).toBe('tenant.state-conflict');
  });
});
