import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import type { Stretch } from '#kernel/http';
import type { SupportVisit } from '#kernel/tenancy';
import type { SupportAccess } from './support-access.js';
import { lapsesSql } from './support-standing.queries.js';

const isOver = `s.closed_at is null and ${lapsesSql} <= now()`;

/** As it stands now: what is over by its time is closed, whether or not that was written down. */
export const accessColumns = `
  s.id, s.tenant_id as "tenantId", s.operator_id as "operatorId", s.operator_name as operator, s.reason, s.minutes,
  case when s.closed_at is not null or ${isOver} then 'closed' when s.granted_at is null then 'asked' else 'granted' end
    as state,
  s.asked_at as "askedAt", s.granted_at as "grantedAt", s.granted_by as "grantedBy", s.ends_at as "endsAt",
  s.entered_at as "enteredAt", case when ${isOver} then ${lapsesSql} else s.closed_at end as "closedAt",
  case when ${isOver} then 'lapsed' else s.closed_as end as "closedAs", s.closed_by as "closedBy"`;

/** Who has been let look, and may still. Of an access `s` and its operator `o`. */
export const mayLookSql = `
  s.closed_at is null and s.granted_at is not null and s.ends_at > now()
  and o.disabled_at is null and o.role in ('admin', 'support')`;

@Injectable()
export class SupportQueries {
  constructor(private readonly db: PlatformDatabase) {}

  async find(tenantId: number, id: number): Promise<SupportAccess | null> {
    const [access] = await this.db.query<SupportAccess & Row>(
      `select ${accessColumns} from platform.support_access s where s.tenant_id = $1 and s.id = $2`,
      [tenantId, id],
    );
    return access ?? null;
  }

  /** Newest first, one more than asked for. */
  async list(tenantId: number, { limit, before }: Stretch): Promise<SupportAccess[]> {
    return this.db.query<SupportAccess & Row>(
      `select ${accessColumns} from platform.support_access s
        where s.tenant_id = $1 and ($2::bigint is null or s.id < $2) order by s.id desc limit $3`,
      [tenantId, before, limit + 1],
    );
  }

  /** Asked for each page that somebody of support opens, so that consent which was taken back counts at once. */
  async findVisit(tenantId: number, hash: Buffer): Promise<SupportVisit | null> {
    const [visit] = await this.db.query<SupportVisit & Row>(
      `select s.id, s.operator_name as operator, s.reason, s.ends_at as until
         from platform.support_access s join platform.operator o on o.id = s.operator_id
        where s.visit_hash = $2 and s.tenant_id = $1 and ${mayLookSql}`,
      [tenantId, hash],
    );
    return visit ?? null;
  }
}
