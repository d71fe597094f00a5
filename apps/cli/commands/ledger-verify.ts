import type { INestApplicationContext } from '@nestjs/common';
import { Clusters, PlatformDatabase, readMigrations } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { LedgerAudit, type LedgerDifference } from '#community/wallet';
import type { Command } from '../command.js';
import { table } from '../table.js';
import { type TenantSchema, TenantSchemasQueries } from './ledger-verify.queries.js';

type Finding = LedgerDifference & { readonly tenant: string };

export const ledgerVerify: Command = {
  name: 'ledger verify',
  summary: 'Compare the balance of every member with their bills. Reads, never repairs.',
  run: (_, workplace) =>
    workplace.withApplication(async (app) => {
      const latest = (await readMigrations(workplace.root)).tenant.length;
      const schemas = await new TenantSchemasQueries(app.get(PlatformDatabase)).list();
      const others = schemas.filter(({ version }) => version !== latest);
      for (const { slug, version } of others)
        workplace.progress(
          `${slug} is not looked at: its schema is at migration ${version} of ${latest}. See \`tenant migrate\`.`,
        );
      const known = schemas.filter(({ version }) => version === latest);
      const { checked, found } = await verify(app, known);
      const json = { checked, differences: found.length, found };
      return { json, text: textOf(checked, found), differs: found.length + others.length > 0 };
    }),
};

async function verify(
  app: INestApplicationContext,
  schemas: readonly TenantSchema[],
): Promise<{ checked: number; found: Finding[] }> {
  const { control } = app.get(Clusters);
  const audit = app.get(LedgerAudit, { strict: false });
  const found: Finding[] = [];
  let checked = 0;
  for (const { role } of schemas) {
    const tenant = await app.get(TenantDirectory).findByRole(control, role);
    if (!tenant) continue;
    const { members, differences } = await tenantScope.run(tenant, () => audit.verify());
    checked += members;
    found.push(...differences.map((difference) => ({ tenant: tenant.slug, ...difference })));
  }
  return { checked, found };
}

function textOf(checked: number, found: readonly Finding[]): string {
  const rows = found.map(({ tenant, what, id, is, shouldBe }) => [tenant, what, ...[id, is, shouldBe].map(String)]);
  const details = found.length > 0 ? `\n${table(['community', 'what', 'id', 'is', 'should be'], rows)}` : '';
  return `${checked} members checked, ${found.length} differences${details}`;
}
