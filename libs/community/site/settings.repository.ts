import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

export interface SettingRow {
  readonly key: string;
  /** JSON of the value, or that sealed. */
  readonly value: string;
  readonly isEncrypted: boolean;
}

@Injectable()
export class SettingsRepository {
  constructor(private readonly db: TenantDatabase) {}

  async list(): Promise<SettingRow[]> {
    return this.db.query<SettingRow & Record<string, unknown>>(
      'select key, value, is_encrypted as "isEncrypted" from setting',
    );
  }

  /** In the open unit of work: whoever else saves settings waits, so that what was checked together is stored together. */
  async lock(): Promise<void> {
    await this.db.query('lock table setting in share row exclusive mode');
  }

  /** Rules that count by the day let the database find its beginning, and it knows fewer names than JavaScript. */
  async knowsTimeZone(name: string): Promise<boolean> {
    const found = await this.db.query('select from pg_timezone_names where lower(name) = lower($1) limit 1', [name]);
    return found.length === 1;
  }

  async put(rows: readonly SettingRow[], memberId: Id): Promise<void> {
    await this.db.query(
      `insert into setting (key, value, is_encrypted, changed_by)
       select key, value, is_encrypted, $4 from unnest($1::text[], $2::text[], $3::boolean[]) as given (key, value, is_encrypted)
       on conflict (key) do update
          set value = excluded.value, is_encrypted = excluded.is_encrypted, changed_at = now(), changed_by = excluded.changed_by`,
      [rows.map(({ key }) => key), rows.map(({ value }) => value), rows.map((row) => row.isEncrypted), memberId],
    );
  }

  /** These are as by default again. */
  async remove(keys: readonly string[]): Promise<void> {
    await this.db.query('delete from setting where key = any($1)', [keys]);
  }
}
