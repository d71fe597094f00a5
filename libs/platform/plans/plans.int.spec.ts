import { PlatformDatabase } from '#kernel/database';
import { TenantDirectory } from '#kernel/tenancy';
import { bootApi } from '../../../test/support/boot-api.js';
import { newSlug, usePlatform } from '../../../test/support/use-platform.js';

const owner = { username: 'camellia', password: 'green and black' };
const newPlan = () => `p-${newSlug()}`;

describe('the plans', () => {
  const platform = usePlatform();
  const make = async () => (await platform.admin.creates({ slug: newSlug(), name: 'The tea room', owner })).body.id;
  const sql = (text: string, values: unknown[]) => platform.app.get(PlatformDatabase).query(text, values);
  const place = async (id: number) =>
    (await sql('select cluster, role from platform.tenant where id = $1', [id]))[0] as {
      cluster: string;
      role: string;
    };
  const limits = async (id: number, app = platform.app) => {
    const { cluster, role } = await place(id);
    return (await app.get(TenantDirectory).findByRole(cluster, role))!.limits;
  };

  it('are there from the beginning; a new community has the one without limits', async () => {
    const { status, body } = await platform.admin.get('/plans');
    expect([status, body.next]).toEqual([200, null]);
    const names = body.items.map(({ name }) => name as string);
    expect(names).toEqual(expect.arrayContaining(['club', 'free', 'standard', 'unverified']));
    expect(names).toEqual(names.toSorted());
    const id = await make();
    expect((await platform.admin.get(`/tenants/${id}`)).body).toMatchObject({ plan: 'standard' });
    expect(await limits(id)).toEqual({});
    expect((await platform.admin.get('/plans/standard')).body).toMatchObject({ limits: {}, changed_by: null });
  });

  it('have versions: the newest holds, the others stay, and who changed what is noted', async () => {
    const name = newPlan();
    const set = (wanted: object) => platform.admin.put(`/plans/${name}`, { limits: wanted });
    expect((await set({ members: 50, domains: null })).body).toMatchObject({
      ...{ name, version: 1, limits: { members: 50 }, tenants: 0, former: [] },
      changed_by: platform.admin.name,
    });
    expect((await set({ members: 50 })).body).toMatchObject({ version: 1 }); // it says the same
    const { body } = await set({ members: 60, posts_per_day: 100 });
    expect(body).toMatchObject({ version: 2, former: [{ version: 1, limits: { members: 50 } }] });
    expect((await platform.admin.get(`/plans/${name}`)).body).toEqual(body);
    const entries = await sql(
      `select operator_name, details from platform.audit where action = 'plan.change' and details ->> 'plan' = $1 order by id`,
      [name],
    );
    expect(entries).toHaveLength(3);
    expect(entries.at(-1)).toEqual({
      operator_name: platform.admin.name,
      details: { plan: name, version: 2, from: { members: 50 }, to: { members: 60, posts_per_day: 100 } },
    });
  });

  it('are changed by one at a time, so that no version is lost', async () => {
    const name = newPlan();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, number) => platform.admin.put(`/plans/${name}`, { limits: { members: number } })),
    );
    const versions = answers.map(({ body }) => Number(body['version']));
    expect(versions.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const { body } = await platform.admin.get(`/plans/${name}`);
    expect((body['former'] as object[]).length).toBe(9);
  });

  it('hold in every process in less than two seconds, for all communities that have them', async () => {
    const another = await bootApi();
    try {
      const [name, ids] = [newPlan(), [await make(), await make()]];
      const until = async (members: number | undefined) => {
        const from = Date.now();
        for (;;) {
          const seen = await Promise.all(
            ids.flatMap((id) => [platform.app, another.app].map(async (app) => (await limits(id, app)).members)),
          );
          if (seen.every((one) => one === members)) return Date.now() - from;
          if (Date.now() - from > 5_000) throw new Error(`Never seen: ${seen.join()}`);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      };
      await until(undefined);
      await platform.admin.put(`/plans/${name}`, { limits: { members: 7 } });
      for (const id of ids) {
        const { status, body } = await platform.admin.post(`/tenants/${id}/plan`, { plan: name });
        expect([status, body['plan']]).toEqual([200, name]);
      }
      expect(await until(7)).toBeLessThan(2_000);
      await platform.admin.put(`/plans/${name}`, { limits: { members: 8 } });
      expect(await until(8)).toBeLessThan(2_000);
      expect((await platform.admin.get(`/plans/${name}`)).body).toMatchObject({ tenants: 2 });
      const [entry] = await sql(
        `select details from platform.audit where action = 'tenant.plan' and tenant_id = $1 order by id desc limit 1`,
        [ids[0]],
      );
      expect(entry).toEqual({ details: { from: 'standard', to: name } });
    } finally {
      await another.app.close();
    }
  });

  it('hold together with that of unverified owners until they are verified: the lower limit counts', async () => {
    const [id, name] = [await make(), newPlan()];
    const { body } = await platform.admin.get('/plans/unverified');
    const low = body['limits'] as { members: number; posts_per_day: number };
    await platform.admin.put(`/plans/${name}`, { limits: { members: low.members + 5, posts_per_day: 1 } });
    await platform.admin.post(`/tenants/${id}/plan`, { plan: name });
    const verified = async (is: boolean) => {
      await sql('update platform.tenant set is_unverified = $2, changed_in = pg_current_xact_id() where id = $1', [
        id,
        !is,
      ]);
      await platform.app.get(TenantDirectory).refresh();
      return limits(id);
    };
    expect(await verified(false)).toEqual({ ...low, posts_per_day: 1 });
    expect(await verified(true)).toEqual({ members: low.members + 5, posts_per_day: 1 });
  });

  it('refuses what is no plan, and changes nothing', async () => {
    const [id, before] = [await make(), await platform.admin.get('/plans')];
    const answers = [
      await platform.admin.put('/plans/club', { limits: { memberz: 1 } }),
      await platform.admin.put('/plans/club', { limits: { members: -1 } }),
      await platform.admin.put('/plans/club', { limits: { members: '7' } }),
      await platform.admin.put('/plans/club', { limits: [] }),
      await platform.admin.put('/plans/club', {}),
      await platform.admin.put('/plans/Club%20med', { limits: {} }),
      await platform.admin.put(`/plans/${'p'.repeat(41)}`, { limits: {} }),
      await platform.admin.post(`/tenants/${id}/plan`, {}),
      await platform.admin.post(`/tenants/${id}/plan`, { plan: 'No such!' }),
    ];
    expect(answers.map(({ status, body }) => [status, body.error])).toEqual(
      answers.map(() => [400, 'request.invalid']),
    );
    const unknown = [
      await platform.admin.get('/plans/no-such'),
      await platform.admin.post(`/tenants/${id}/plan`, { plan: 'no-such' }),
    ];
    expect(unknown.map(({ status, body }) => [status, body.error])).toEqual(unknown.map(() => [404, 'plan.not-found']));
    const nobody = await platform.admin.post('/tenants/999999999/plan', { plan: 'club' });
    expect([nobody.status, nobody.body.error]).toEqual([404, 'tenant.not-found']);
    expect((await platform.admin.get('/plans')).body).toEqual(before.body);
  });

  it('are the administrators’ to change', async () => {
    const support = await platform.operator('support');
    const id = await make();
    expect((await support.put('/plans/club', { limits: {} })).status).toBe(403);
    expect((await support.post(`/tenants/${id}/plan`, { plan: 'club' })).status).toBe(403);
    expect((await support.get('/plans')).status).toBe(200);
  });
});
