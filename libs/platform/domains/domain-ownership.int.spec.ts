import { type DomainBody, useDomains } from '../../../test/support/use-domains.js';
import type { TestTenant } from '../../../test/support/make-tenant.js';

describe('whose a domain is', () => {
  const domains = useDomains();
  const verify = (tenant: TestTenant, host: string) => domains.ask(tenant, 'POST', `/${host}/verify`);
  const release = (tenant: TestTenant, host: string) => domains.ask(tenant, 'DELETE', `/${host}`);
  const lose = ({ records: [record] }: DomainBody) => domains.dns.set(record!.name, null);

  it('is not shown by a proof of another community', async () => {
    const [one, other] = [await domains.tenant(), await domains.tenant()];
    const host = domains.newHost();
    const [mine, theirs] = [await domains.claim(one, host), await domains.claim(other, host)];
    expect(mine.records[0]!.value).not.toBe(theirs.records[0]!.value);
    domains.enter(mine);
    expect((await verify(other, host)).body).toMatchObject({ ownership: 'unverified', problem: 'wrong' });
    expect((await verify(one, host)).body).toMatchObject({ ownership: 'verified' });
  });

  it('stays with whoever has it while their record is there, and after it for a week', async () => {
    const [one, other] = [await domains.tenant(), await domains.tenant()];
    const mine = await domains.own(one);
    const { host } = mine;
    domains.enter(await domains.claim(other, host));
    const { status, body } = await verify(other, host);
    expect([status, body.error]).toEqual([409, 'domain.taken']);
    expect(await domains.find(other, host)).toMatchObject({ ownership: 'unverified', problem: 'taken' });
    await domains.pass(one, host, '1 day');
    expect(await domains.find(one, host)).toMatchObject({ ownership: 'degraded', problem: 'wrong' });
    expect((await verify(other, host)).body.error).toBe('domain.taken');
    await domains.pass(one, host, '7 days');
    expect(await domains.find(one, host)).toMatchObject({ ownership: 'lapsed', certificate: 'none' });
    expect((await domains.visit(host)).status).toBe(404); // proven by the other, but nobody has looked since
    expect((await verify(other, host)).body).toMatchObject({ ownership: 'verified' });
  });

  it('goes to one of two who verify it in the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const tenants = [await domains.tenant(), await domains.tenant()];
      const host = domains.newHost();
      const claims = await Promise.all(tenants.map((tenant) => domains.claim(tenant, host)));
      const values = claims.map(({ records: [record] }) => record!.value);
      domains.dns.set(claims[0]!.records[0]!.name, { TXT: values });
      const answers = await Promise.all([...tenants, ...tenants].map((tenant) => verify(tenant, host)));
      const states = await Promise.all(tenants.map(async (tenant) => (await domains.find(tenant, host)).ownership));
      expect(states.toSorted()).toEqual(['unverified', 'verified']);
      expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '200', '409', '409']);
      expect(await domains.sql('select tenant_id from platform.host where host = $1', [host])).toHaveLength(1);
    }
  });

  it('is lost a week after its record was missed first, and then serves nobody until it is proven anew', async () => {
    const tenant = await domains.tenant();
    const mine = await domains.own(tenant);
    const { host } = mine;
    await domains.ask(tenant, 'POST', `/${host}/primary`);
    lose(mine);
    await domains.pass(tenant, host, '23 hours');
    expect(await domains.find(tenant, host)).toMatchObject({ ownership: 'verified', lapses_at: null }); // not looked at yet
    await domains.pass(tenant, host, '1 hour');
    const degraded = await domains.find(tenant, host);
    expect(degraded).toMatchObject({ ownership: 'degraded', problem: 'missing', primary: true });
    expect(Date.parse(degraded.lapses_at!) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    expect((await domains.visit(host)).status).toBe(200);
    await domains.pass(tenant, host, '6 days');
    expect(await domains.find(tenant, host)).toMatchObject({ ownership: 'degraded' });
    await domains.pass(tenant, host, '1 day');
    expect(await domains.find(tenant, host)).toMatchObject({ ownership: 'lapsed', primary: false, lapses_at: null });
    expect((await domains.visit(host)).status).toBe(404);
    expect((await domains.visit(tenant.host)).status).toBe(200); // which is the primary one again
    domains.enter(mine);
    await domains.pass(tenant, host, '1 hour');
    expect(await domains.find(tenant, host)).toMatchObject({ ownership: 'verified', primary: false });
    const { items } = (await domains.platform.admin.get(`/audit?tenant=${tenant.id}&limit=100`)).body;
    const noted = items
      .filter(({ action }) => action === 'domain.look')
      .map(({ operator, details }) => [operator, details]);
    expect(noted.toReversed()).toEqual([
      ['platform', { host, from: 'verified', to: 'degraded' }],
      ['platform', { host, from: 'degraded', to: 'lapsed' }],
      ['platform', { host, from: 'lapsed', to: 'verified' }],
    ]);
  });

  it('comes back with its record before the week is over', async () => {
    const tenant = await domains.tenant();
    const mine = await domains.own(tenant);
    lose(mine);
    expect((await verify(tenant, mine.host)).body).toMatchObject({ ownership: 'degraded' });
    domains.enter(mine);
    await domains.pass(tenant, mine.host, '6 hours');
    expect(await domains.find(tenant, mine.host)).toMatchObject({ ownership: 'verified', problem: null });
    lose(mine);
    await domains.pass(tenant, mine.host, '6 days');
    await domains.pass(tenant, mine.host, '2 days');
    expect(await domains.find(tenant, mine.host)).toMatchObject({ ownership: 'degraded' }); // counted from the second loss
  });

  it('is not lost by any trouble, however long it lasts', async () => {
    const tenant = await domains.tenant();
    const mine = await domains.own(tenant);
    const { host } = mine;
    for (const trouble of ['SERVFAIL', 'REFUSED', 'silent'] as const) {
      domains.dns.fail(mine.records[0]!.name, trouble);
      await domains.pass(tenant, host, '20 days');
      expect(await domains.find(tenant, host)).toMatchObject({ ownership: 'verified', problem: 'trouble' });
    }
    lose(mine);
    await domains.pass(tenant, host, '1 day');
    domains.dns.fail(mine.records[0]!.name, 'SERVFAIL');
    await domains.pass(tenant, host, '20 days');
    expect(await domains.find(tenant, host)).toMatchObject({ ownership: 'degraded', problem: 'trouble' });
    expect((await domains.visit(host, '/v1/site/profile')).status).toBe(200);
  });

  it('is looked for by itself, more and more seldom, for two weeks', async () => {
    const tenant = await domains.tenant();
    const mine = await domains.claim(tenant, domains.newHost());
    const { host } = mine;
    const next = async () => {
      const [row] = await domains.sql<{ seconds: number | null }>(
        `select extract(epoch from next_look_at - now())::float8 as seconds from platform.domain where tenant_id = $1 and host = $2`,
        [tenant.id, host],
      );
      return row!.seconds === null ? null : Math.round(row!.seconds / 60);
    };
    const pauses: (number | null)[] = [await next()];
    for (let looks = 0; looks < 4; looks += 1) {
      await domains.pass(tenant, host, `${pauses.at(-1)} minutes`);
      pauses.push(await next());
    }
    expect(pauses).toEqual([1, 1, 2, 4, 8]);
    await domains.pass(tenant, host, '14 days');
    expect(await next()).toBeNull();
    domains.enter(mine);
    await domains.pass(tenant, host, '1 day');
    expect(await domains.find(tenant, host)).toMatchObject({ ownership: 'unverified' });
    expect((await verify(tenant, host)).body).toMatchObject({ ownership: 'verified' });
  });

  it('is proven by itself as soon as the record is there', async () => {
    const tenant = await domains.tenant();
    const mine = await domains.claim(tenant, domains.newHost());
    domains.enter(mine);
    await domains.pass(tenant, mine.host, '1 minute');
    expect(await domains.find(tenant, mine.host)).toMatchObject({ ownership: 'verified', problem: null });
    expect((await domains.visit(mine.host, '/v1/site/profile')).status).toBe(200);
  });

  it('is looked at by the next process where one was killed meanwhile', async () => {
    const tenant = await domains.tenant();
    const mine = await domains.claim(tenant, domains.newHost());
    domains.enter(mine);
    // What a killed process leaves: it has taken the row, and nothing has come of it.
    await domains.sql(
      `update platform.domain set next_look_at = now() + interval '10 minutes' where tenant_id = $1 and host = $2`,
      [tenant.id, mine.host],
    );
    await domains.pass(tenant, mine.host, '9 minutes');
    expect(await domains.find(tenant, mine.host)).toMatchObject({ ownership: 'unverified' });
    await domains.pass(tenant, mine.host, '1 minute');
    expect(await domains.find(tenant, mine.host)).toMatchObject({ ownership: 'verified' });
  });

  it('is nobody else’s for a month after it was released, and whoever released it may come back at once', async () => {
    const [one, other] = [await domains.tenant(), await domains.tenant()];
    const mine = await domains.own(one);
    const { host } = mine;
    await release(one, host);
    domains.enter(await domains.claim(other, host));
    const { status, body } = await verify(other, host);
    expect([status, body.error]).toEqual([409, 'domain.quarantined']);
    expect(Date.parse(body['until'] as string) - Date.now()).toBeGreaterThan(29.9 * 86_400_000);
    expect(await domains.find(other, host)).toMatchObject({ ownership: 'unverified', problem: 'quarantined' });
    await domains.refresh();
    expect((await domains.visit(host)).status).toBe(404);
    const again = await domains.claim(one, host);
    expect(again.records[0]!.value).not.toBe(mine.records[0]!.value);
    domains.enter(mine); // the token of the claim that was given back
    expect((await verify(one, host)).body).toMatchObject({ ownership: 'unverified', problem: 'wrong' });
    domains.enter(again);
    expect((await verify(one, host)).body).toMatchObject({ ownership: 'verified' });
    await release(one, host);
    await domains.sql(`update platform.domain_quarantine set until = now() where host = $1`, [host]);
    domains.enter(await domains.claim(other, host));
    expect((await verify(other, host)).body).toMatchObject({ ownership: 'verified' });
  });

  it('is nobody’s after the community is gone, and for a month nobody else’s', async () => {
    const [one, other] = [await domains.tenant(), await domains.tenant()];
    const { host } = await domains.own(one);
    await domains.platform.admin.delete(`/tenants/${one.id}`);
    domains.enter(await domains.claim(other, host));
    expect((await verify(other, host)).body.error).toBe('domain.taken'); // it may still be restored
    await domains.sql('update platform.tenant set delete_after = now() where id = $1', [one.id]);
    await domains.purge();
    expect((await verify(other, host)).body.error).toBe('domain.quarantined');
    expect(await domains.sql('select from platform.domain where tenant_id = $1', [one.id])).toEqual([]);
  });

  it('is worth no quarantine where it was never proven', async () => {
    const [one, other] = [await domains.tenant(), await domains.tenant()];
    const { host } = await domains.claim(one, domains.newHost());
    await release(one, host);
    expect(await domains.own(other, host)).toMatchObject({ ownership: 'verified' });
  });
});
