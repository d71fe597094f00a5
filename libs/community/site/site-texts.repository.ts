import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

export const siteTextNames = ['about', 'rules', 'privacy', 'welcome'] as const;
export type SiteTextName = (typeof siteTextNames)[number];

export interface SiteText {
  readonly body: string;
  /** How often it was written, the first time included. */
  readonly version: number;
  readonly changedAt: Date;
}

@Injectable()
export class SiteTextsRepository {
  constructor(private readonly db: TenantDatabase) {}

  async list(): Promise<(SiteText & { readonly name: SiteTextName })[]> {
    return this.db.query('select name, body, version, changed_at as "changedAt" from site_text');
  }

  /** The same text stays as it is, with its version and date. */
  async put(name: SiteTextName, body: string, memberId: Id): Promise<void> {
    await this.db.query(
      `insert into site_text (name, body, changed_by) values ($1, $2, $3)
       on conflict (name) do update
          set body = excluded.body, version = site_text.version + 1, changed_at = now(), changed_by = excluded.changed_by
        where site_text.body <> excluded.body`,
      [name, body, memberId],
    );
  }

  async remove(name: SiteTextName): Promise<void> {
    await this.db.query('delete from site_text where name = $1', [name]);
  }
}
