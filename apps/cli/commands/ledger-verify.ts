import type { INestApplicationContext } from '@nestjs/common';
import { Clusters, PlatformDatabase, readMigrations, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { LedgerAudit, type LedgerDifference } from '#community/wallet';
import type { Command } from '../command.js';
import { DoctorQueries } from '../doctor.queries.js';
import { table } from '../table.js';

type Finding = LedgerDifference & { readonly tenant: string };

export const ledgerVerify: Command = {
  name: 'ledger verify',
  summary: 'Compare the balance of every member with their bills. Reads, never repairs.',
  run: (_, workplace) =>
    workplace.withApplication(async (app) => {
      const latest = (await readMigrations(workplace.root)).tenant.length;
      const { checked, found } = await verify(app, latest);
      const json = { checked, differences: found.length, found };
      const rows = found.map(({ tenant, what, id, is, shouldBe }) => [tenant, what, ...[id, is, shouldBe].map(String)]);
      const details = found.length > 0 ? `\n${table(['community', 'what', 'id', 'is', 'should be'], rows)}` : '';
      const text = `${checked} members checked, ${found.length} differences${details}`;
      return { json, text, differs: found.length > 0 };
    }),
};

async function verify(app: INestApplicationContext, latest: number): Promise<{ checked: number; found: Finding[] }> {
  const { control } = app.get(Clusters);
  const audit = app.get(LedgerAudit, { strict: false });
  const roles = await new DoctorQueries(app.get(PlatformDatabase), app.get(TenantDatabase)).rolesAt(latest);
  const found: Finding[] = [];
  let checked = 0;
  for (const role of roles) {
    const tenant = await app.get(TenantDirectory).findByRole(control, role);
    if (!tenant) continue;
    const { members, differences } = await tenantScope.run(tenant, () => audit.verify());
    checked += members;
    found.push(...differences.map((difference) => ({ tenant: tenant.slug, ...difference })));
  }
  return { checked, found };
}
