import type { INestApplicationContext } from '@nestjs/common';
import { Clusters, PlatformDatabase, readMigrations } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { LedgerAudit, type LedgerDifference } from '#community/wallet';
import { type AuditHead, AuditVerification, type AuditVerified } from '#platform/audit';
import { type Command, type Given, textOption, UsageError } from '../command.js';
import { table } from '../table.js';
import { type TenantSchema, TenantSchemasQueries } from './ledger-verify.queries.js';

type Finding = LedgerDifference & { readonly tenant: string };

export const ledgerVerify: Command = {
  name: 'ledger verify',
  summary: 'Compare the balance of every member with their bills, and walk the audit log. Reads, never repairs.',
  options: {
    head: {
      type: 'string',
      value: '<id:hash>',
      about: 'A head of the audit log that was shown before: the row has to be there still, with this hash.',
    },
  },
  run: (given, workplace) => {
    const noted = headIn(given);
    return workplace.withApplication(async (app) => {
      const latest = (await readMigrations(workplace.root)).tenant.length;
      const schemas = await new TenantSchemasQueries(app.get(PlatformDatabase)).list();
      const others = schemas.filter(({ version }) => version !== latest);
      for (const { slug, version } of others)
        workplace.progress(
          `${slug} is not looked at: its schema is at migration ${version} of ${latest}. See \`tenant migrate\`.`,
        );
      const known = schemas.filter(({ version }) => version === latest);
      const { checked, found } = await verify(app, known);
      const audit = await app.get(AuditVerification).verify(noted);
      const differences = found.length + (audit.broken ? 1 : 0);
      const text = `${textOf(checked, found)}\n${auditText(audit)}`;
      return { json: { checked, differences, found, audit }, text, differs: differences + others.length > 0 };
    });
  },
};

function headIn(given: Given): AuditHead | undefined {
  const head = textOption(given, 'head');
  if (head === undefined) return undefined;
  const [, id, hash] = /^([1-9]\d{0,14}):([\da-f]{64})$/.exec(head) ?? [];
  if (id === undefined || hash === undefined) throw new UsageError('--head must be as this command shows it.');
  return { id: Number(id), hash };
}

const meanings = {
  changed: 'it says something else than when it was written',
  order: 'rows before it were removed, moved or put in',
  end: 'rows up to it are missing',
  noted: 'it is not the row that the given head names',
} as const;

function auditText({ checked, broken, head }: AuditVerified): string {
  if (broken) return `Audit log: broken at row ${broken.id}: ${meanings[broken.what]}.`;
  const shown = head.id > 0 ? ` Head ${head.id}:${head.hash}` : '';
  return `Audit log: ${checked} rows, unbroken.${shown}`;
}

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
