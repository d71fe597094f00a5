import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import { type DomainProblem, graceDays, type Ownership } from './domain.js';
import { recordsOf } from './domain-records.js';
import { unicodeOf } from './domain-name.js';
import type { DomainView } from './domains.dto.js';

interface HostRow {
  readonly host: string;
  readonly kind: 'subdomain' | 'custom';
  readonly isPrimary: boolean;
  readonly serves: boolean;
  readonly isSecured: boolean;
  readonly token: string | null;
  readonly ownership: Ownership;
  readonly problem: DomainProblem | null;
  readonly checkedAt: Date | null;
  readonly lapsesAt: Date | null;
}

@Injectable()
export class DomainsQueries {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly config: Config,
  ) {}

  /** The primary one first, then in the order in which they came; null when there is no such tenant. */
  async list(tenantId: number): Promise<DomainView[] | null> {
    const rows = await this.db.query<HostRow & Record<string, unknown>>(
      `select host, coalesce(h.kind, 'custom') as kind, coalesce(h.is_primary, false) as "isPrimary",
              h.host is not null as serves, h.secured_at is not null as "isSecured", d.token,
              coalesce(d.ownership, 'verified') as ownership, d.problem, d.checked_at as "checkedAt",
              case when d.ownership = 'degraded' then d.missing_since + $2 * interval '1 day' end as "lapsesAt"
         from (select * from platform.host where tenant_id = $1) h
         full join (select * from platform.domain where tenant_id = $1) d using (host)
        order by h.is_primary is true desc, h.kind is not distinct from 'subdomain' desc,
                 coalesce(d.claimed_at, h.created_at), host`,
      [tenantId, graceDays],
    );
    if (rows.length === 0 && !(await this.isTenant(tenantId))) return null;
    return rows.map((row) => this.view(row));
  }

  private async isTenant(id: number): Promise<boolean> {
    return (await this.db.query('select from platform.tenant where id = $1', [id])).length > 0;
  }

  private view({ host, kind, token, ...row }: HostRow): DomainView {
    return {
      host,
      unicode: unicodeOf(host),
      kind,
      primary: row.isPrimary,
      ownership: row.ownership,
      certificate: row.serves ? (row.isSecured ? 'issued' : 'pending') : 'none',
      problem: row.problem,
      checked_at: row.checkedAt,
      lapses_at: row.lapsesAt,
      records: token === null ? [] : recordsOf(host, token, this.config),
    };
  }
}
