import { Migrator, readMigrations, type TenantMigrationResult } from '#kernel/database';
import type { Command } from '../command.js';

export const tenantMigrate: Command = {
  name: 'tenant migrate',
  summary: 'Bring the database, then all communities, to the migrations of this release.',
  run: (_, workplace) =>
    workplace.withDatabase(async (database) => {
      const log = { log: (text: unknown) => workplace.progress(String(text)), warn: () => undefined }; // what failed is in the answer
      const migrator = new Migrator(database, await readMigrations(workplace.root), log);
      const applied = await migrator.migrateShared();
      const result = await migrator.migrateTenants({
        progress: ({ done, failed, total }) =>
          workplace.progress(`${done} of ${total} communities, ${failed} failed`, { done: done + failed, total }),
      });
      const differs = result.failed.length + result.skipped > 0;
      return { json: { applied, ...result }, text: textOf(applied, result), differs };
    }),
};

function textOf(
  applied: readonly string[],
  { latest, migrated, current, skipped, failed }: TenantMigrationResult,
): string {
  return [
    ...applied.map((file) => `applied   ${file}`),
    `latest    ${latest}`,
    `migrated  ${migrated}`,
    `current   ${current}`,
    ...(skipped ? [`skipped   ${skipped}`] : []),
    ...failed.map(({ role, file, message }) => `failed    ${role} at ${file}: ${message}`),
  ].join('\n');
}
