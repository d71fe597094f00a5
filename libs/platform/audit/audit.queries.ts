import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import type { Stretch } from '#kernel/http';
import type { AuditEntryView, AuditExportView } from './audit.dto.js';
import type { AuditFilter, AuditPeriod } from './audit-filter.js';

const columns = `
  id, at, actor, operator_name as operator, member_id, action, tenant_id, details, status, request_id, address`;

/** As the index has them. */
const words = `to_tsvector('simple',
  regexp_replace(lower(operator_name || ' ' || action || ' ' || details::text), '[^[:alnum:]]+', ' ', 'g'))`;

/** Each read is one statement. */
@Injectable()
export class AuditQueries {
  constructor(private readonly db: PlatformDatabase) {}

  /** Newest first, one more than asked for. */
  async list(filter: AuditFilter, { limit, before }: Stretch): Promise<AuditEntryView[]> {
    const { from, to, action, operator, tenant } = filter;
    return this.db.query<AuditEntryView & Row>(
      `select ${columns} from platform.audit
        where ($1::bigint is null or tenant_id = $1) and ($2::bigint is null or id < $2)
          and ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4)
          and ($5::text is null or action = $5)
          and ($6::text is null or (operator_name = $6 and actor <> 'member'))
          and ($7::text is null or ${words} @@ to_tsquery('simple', $7))
        order by id desc limit $8`,
      [tenant, before, from, to, action, operator, searchOf(filter), limit + 1],
    );
  }

  /** Oldest first, those after `after` up to `until`. */
  async exported({ from, to }: AuditPeriod, after: number, until: number, limit: number): Promise<AuditExportView[]> {
    return this.db.query<AuditExportView & Row>(
      `select ${columns}, encode(previous, 'hex') as previous, encode(hash, 'hex') as hash from platform.audit
        where id > $1 and id <= $2
          and ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4)
        order by id limit $5`,
      [after, until, from, to, limit],
    );
  }

  async lastId(): Promise<number> {
    const [head] = await this.db.query<{ id: number }>('select last_id as id from platform.audit_head');
    return head!.id;
  }
}

/** Words are letters and digits alone, so that quotes hold them. */
const searchOf = ({ words: wanted }: AuditFilter): string | null =>
  wanted && wanted.map((word) => `'${word}':*`).join(' & ');
