import pg from 'pg';
import { enterTenant, type Row, type TenantNames } from '#kernel/database';

/** All rows of all tables that a schema has; nothing where it is not there. In an open transaction. */
export async function countSchema(
  client: pg.ClientBase,
  names: TenantNames,
): Promise<{ tables: number; rows: number }> {
  const { rows: tables } = await client.query<{ name: string } & Row>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relkind in ('r', 'p') order by c.relname`,
    [names.schema],
  );
  if (tables.length === 0) return { tables: 0, rows: 0 };
  await client.query(enterTenant(names));
  const counts = tables.map(({ name }) => `(select count(*) from ${pg.escapeIdentifier(name)})`);
  const { rows } = await client.query<{ count: number }>(`select ${counts.join(' + ')} as count`);
  return { tables: tables.length, rows: Number(rows[0]!.count) };
}
