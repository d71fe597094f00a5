import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import type { Head, Link } from './audit-chain.js';

interface Page {
  readonly head: Head;
  readonly links: readonly Link[];
}

type WrittenLink = readonly [id: number, hash: string, ...fields: (string | null)[]];

/** What the chain is made of, as texts; nothing of it is worked out by the database. */
@Injectable()
export class AuditChainQueries {
  constructor(private readonly db: PlatformDatabase) {}

  /** The rows after one, and the head as it was at the same moment. */
  async page(after: number, limit: number): Promise<Page> {
    const [row] = await this.db.query<{ id: number; hash: string; links: WrittenLink[] }>(
      `select head.last_id as id, encode(head.hash, 'hex') as hash,
              (select coalesce(json_agg(json_build_array(
                        id, encode(hash, 'hex'),
                        encode(previous, 'hex'), id::text,
                        to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                        actor, operator_id::text, member_id::text, operator_name, action, tenant_id::text,
                        details::text, status::text, request_id, address) order by id), '[]')
                 from (select * from platform.audit where id > $1 order by id limit $2) as entry) as links
         from platform.audit_head as head`,
      [after, limit],
    );
    const { id, hash, links } = row!;
    return { head: { id, hash }, links: links.map(([link, own, ...fields]) => ({ id: link, hash: own, fields })) };
  }
}
