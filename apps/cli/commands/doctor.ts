import type { INestApplicationContext } from '@nestjs/common';
import { Clusters, PlatformDatabase, readMigrations, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Command } from '../command.js';
import { DoctorQueries, type Finding } from '../doctor.queries.js';
import { table } from '../table.js';

/** The first five are promised; `schema` is added to them. */
const kinds = ['counter', 'search', 'message', 'media', 'task', 'schema'] as const;

export const doctor: Command = {
  name: 'doctor',
  summary: 'Compare what is derived with what it is derived from. Reads, never repairs.',
  run: (_, workplace) =>
    workplace.withApplication(async (app) => {
      const latest = (await readMigrations(workplace.root)).tenant.length;
      const findings = await examine(app, latest, (text) => workplace.progress(text));
      const differences = sum(findings.map((finding) => finding.differences));
      const ofKind = (kind: string) =>
        sum(findings.filter((finding) => finding.kind === kind).map((one) => one.differences));
      const byKind = Object.fromEntries(kinds.map((kind) => [kind, ofKind(kind)]));
      const found = findings.filter((finding) => finding.differences > 0);
      const json = { checked: sum(findings.map(({ checked }) => checked)), differences, byKind, found };
      const rows = found.map(({ tenant, kind, what, ...finding }) => [
        tenant ?? '',
        kind,
        what,
        String(finding.differences),
      ]);
      const details = found.length > 0 ? `\n${table(['community', 'kind', 'what', 'differences'], rows)}` : '';
      return { json, text: `${json.checked} checked, ${differences} differences${details}`, differs: differences > 0 };
    }),
};

async function examine(
  app: INestApplicationContext,
  latest: number,
  progress: (text: string) => void,
): Promise<Finding[]> {
  const queries = new DoctorQueries(app.get(PlatformDatabase), app.get(TenantDatabase));
  const { control } = app.get(Clusters);
  const findings = [...(await queries.deadTasks()), ...(await queries.schemas(latest))];
  const roles = await queries.rolesAt(latest); // a community that is behind has other tables
  for (const [index, role] of roles.entries()) {
    const tenant = await app.get(TenantDirectory).findByRole(control, role);
    if (tenant) findings.push(...(await tenantScope.run(tenant, () => queries.counters(tenant.slug))));
    if ((index + 1) % 100 === 0) progress(`${index + 1} of ${roles.length} communities`);
  }
  return findings;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
