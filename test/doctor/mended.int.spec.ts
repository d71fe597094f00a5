import type pg from 'pg';
import { PlatformDatabase, readMigrations, TenantDatabase } from '#kernel/database';
import { reconcileKinds } from '#kernel/jobs';
import { ObjectStore } from '#kernel/objects';
import { DoctorQueries } from '../../apps/cli/doctor/doctor.queries.js';
import { Examination } from '../../apps/cli/doctor/examination.js';
import { asOwner } from '../support/as-owner.js';
import { reconcile } from '../support/reconcile.js';
import { useWallet } from '../support/use-wallet.js';
import { repositoryRoot, workerCluster } from '../support/worker-cluster.js';
import { damages } from '../support/doctor/damages.js';
import { live } from '../support/doctor/life.js';
import { Restorer } from '../support/doctor/restorer.js';

jest.setTimeout(60_000);

/** The two share no line, so each shows that the other is right. */
describe('what the doctor finds, the reconciler mends:', () => {
  const wallet = useWallet();
  const { community } = wallet;
  let restorer: Restorer;
  let latest: number;

  async function differences(): Promise<string[]> {
    const { app, tenant } = community;
    const queries = new DoctorQueries(app.get(PlatformDatabase), app.get(TenantDatabase));
    const examination = new Examination(queries, app.get(ObjectStore), () => undefined);
    const findings = await examination.run({ latest, only: tenant.slug });
    return findings.flatMap(({ differences: count, what, rows }) => (count > 0 ? [`${what}: ${rows.join()}`] : []));
  }

  beforeAll(async () => {
    latest = (await readMigrations(repositoryRoot)).tenant.length;
    await live(wallet);
    restorer = await Restorer.of(community.tenant);
  });
  afterEach(() => restorer.restore());
  afterAll(() => restorer.end());

  it('nothing, where all is right', async () => {
    expect(await reconcile(community)).toMatchObject({ repaired: 0, failed: 0 });
    expect(await differences()).toEqual([]);
  });

  const within = damages.filter(({ kind }) => reconcileKinds.some((name) => name === kind));
  it.each(within.map((one) => [one.name, one] as const))('%s', async (_, { sql, mended, failed }) => {
    await asOwner(await workerCluster(), async (client: pg.Client) => {
      await client.query(`set search_path = ${community.tenant.schema}`);
      await client.query(sql);
    });
    const found = await differences();
    expect(found).toHaveLength(1);
    expect((await reconcile(community)).failed).toBe(failed);
    expect(await differences()).toEqual(mended ? [] : found);
  });
});
