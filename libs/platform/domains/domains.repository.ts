import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import { type Claim, type DomainProblem, lookDays, type Ownership } from './domain.js';

export interface Looked {
  readonly ownership: Ownership;
  readonly problem: DomainProblem | null;
  /** In seconds; null: not by itself. */
  readonly nextLookIn: number | null;
}

export interface DueLook {
  readonly tenantId: number;
  readonly host: string;
}

/** Until then nobody else looks; who was killed meanwhile is followed by the next. */
const leaseMinutes = 10;

/** What communities claim, proven or not. */
@Injectable()
export class DomainsRepository {
  constructor(private readonly db: PlatformDatabase) {}

  async count(tenantId: number): Promise<number> {
    const [row] = await this.db.query<{ count: number }>(
      'select count(*)::int as count from platform.domain where tenant_id = $1',
      [tenantId],
    );
    return row!.count;
  }

  async add(tenantId: number, host: string, token: string): Promise<void> {
    await this.db.query('insert into platform.domain (tenant_id, host, token) values ($1, $2, $3)', [
      tenantId,
      host,
      token,
    ]);
  }

  async findToken(tenantId: number, host: string): Promise<string | null> {
    const [row] = await this.db.query<{ token: string }>(
      'select token from platform.domain where tenant_id = $1 and host = $2',
      [tenantId, host],
    );
    return row?.token ?? null;
  }

  async lock(tenantId: number, host: string): Promise<Claim | null> {
    const [claim] = await this.db.query<Claim & Row>(
      `select token, ownership, attempts,
              extract(epoch from now() - missing_since)::float8 as "missingSeconds",
              extract(epoch from look_until - now())::float8 as "lookSecondsLeft"
         from platform.domain where tenant_id = $1 and host = $2 for update`,
      [tenantId, host],
    );
    return claim ?? null;
  }

  /** After a look. One that lapses is looked for like a new one. */
  async note(tenantId: number, host: string, { ownership, problem, nextLookIn }: Looked): Promise<void> {
    await this.db.query(
      `update platform.domain
          set ownership = $3::text, problem = $4::text, checked_at = now(),
              verified_at = case when $3 = 'verified' and $4::text is null then now() else verified_at end,
              missing_since = case when $3 = 'degraded' then coalesce(missing_since, now()) end,
              attempts = case when $3 in ('verified', 'degraded') or ($3 = 'lapsed' and ownership <> 'lapsed') then 0
                              else attempts + 1 end,
              look_until = case when $3 = 'lapsed' and ownership <> 'lapsed' then now() + ${lookDays} * interval '1 day'
                                else look_until end,
              next_look_at = case when $3 = 'lapsed' and ownership <> 'lapsed' then now() + interval '1 hour'
                                  else now() + $5::float8 * interval '1 second' end
        where tenant_id = $1 and host = $2`,
      [tenantId, host, ownership, problem, nextLookIn],
    );
  }

  async remove(tenantId: number, host: string): Promise<boolean> {
    const rows = await this.db.query('delete from platform.domain where tenant_id = $1 and host = $2 returning host', [
      tenantId,
      host,
    ]);
    return rows.length > 0;
  }

  /** Those whose time has come, the longest waiting first, for whoever asks now. */
  async takeDue(limit: number): Promise<DueLook[]> {
    return this.db.query<DueLook & Row>(
      `with due as (
         select tenant_id, host from platform.domain where next_look_at <= now()
          order by next_look_at limit $1 for update skip locked)
       update platform.domain d set next_look_at = now() + ${leaseMinutes} * interval '1 minute'
         from due where d.tenant_id = due.tenant_id and d.host = due.host
       returning d.tenant_id as "tenantId", d.host`,
      [limit],
    );
  }

  async quarantine(tenantId: number, host: string, days: number): Promise<void> {
    await this.db.query(
      `insert into platform.domain_quarantine (host, tenant_id, until) values ($2, $1, now() + $3 * interval '1 day')
       on conflict (host) do update set tenant_id = excluded.tenant_id, until = excluded.until`,
      [tenantId, host, days],
    );
  }

  /** Until when it is kept from this community; null when it is not. Of its own quarantine it is freed by that. */
  async heldUntil(tenantId: number, host: string): Promise<Date | null> {
    const [held] = await this.db.query<{ until: Date }>(
      'select until from platform.domain_quarantine where host = $1 and tenant_id <> $2 and until > now()',
      [host, tenantId],
    );
    return held?.until ?? null;
  }

  async endQuarantine(host: string): Promise<void> {
    await this.db.query('delete from platform.domain_quarantine where host = $1', [host]);
  }

  async removeOldQuarantines(): Promise<void> {
    await this.db.query('delete from platform.domain_quarantine where until <= now()');
  }
}
