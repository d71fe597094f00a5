import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import type { Stretch } from '#kernel/http';
import { type Defeat, type Operation, type OperationFilter, OperationLost } from './operation.js';

/** Longer than any step takes: the connections that steps work on give up sooner. */
const lease = `interval '20 seconds'`;
const columns = `id, kind, tenant_id as "tenantId", state, step, done, total, payload, result, error, attempts, fence,
  created_at as "createdAt", updated_at as "updatedAt"`;

interface NewOperation {
  readonly kind: string;
  readonly tenantId: number;
  readonly payload: object;
}

@Injectable()
export class OperationsRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** It belongs to this process from the start. */
  async add({ kind, tenantId, payload }: NewOperation): Promise<Operation> {
    const [row] = await this.db.query<Operation & Row>(
      `insert into platform.operation (kind, tenant_id, payload, attempts, fence, lease_until)
       values ($1, $2, $3, 1, 1, now() + ${lease}) returning ${columns}`,
      [kind, tenantId, JSON.stringify(payload)],
    );
    return row!;
  }

  async find(id: number): Promise<Operation | null> {
    const [row] = await this.db.query<Operation & Row>(`select ${columns} from platform.operation where id = $1`, [id]);
    return row ?? null;
  }

  /** Newest first, one more than asked for. */
  async list({ tenantId, state }: OperationFilter, { limit, before }: Stretch): Promise<Operation[]> {
    return this.db.query<Operation & Row>(
      `select ${columns} from platform.operation
        where ($1::bigint is null or tenant_id = $1) and ($2::text is null or state = $2) and ($3::bigint is null or id < $3)
        order by id desc limit $4`,
      [tenantId, state, before, limit + 1],
    );
  }

  /** Takes over those that nobody holds. */
  async claim(limit: number): Promise<Operation[]> {
    return this.db.query<Operation & Row>(
      `update platform.operation
          set fence = fence + 1, attempts = attempts + 1, lease_until = now() + ${lease}, updated_at = now()
        where id in (select id from platform.operation where state = 'running' and lease_until < now()
                      order by lease_until limit $1 for update skip locked)
       returning ${columns}`,
      [limit],
    );
  }

  async endLeases(): Promise<void> {
    await this.db.query(`update platform.operation set lease_until = '-infinity' where state = 'running'`);
  }

  /** Says what is being done, and holds the operation for that long. */
  async enter(
    { id, fence }: Operation,
    { step, done, total }: Pick<Operation, 'step' | 'done' | 'total'>,
  ): Promise<void> {
    held(
      await this.db.query(
        `update platform.operation set step = $3, done = $4, total = $5, lease_until = now() + ${lease}, updated_at = now()
          where id = $1 and fence = $2 and state = 'running' returning id`,
        [id, fence, step, done, total],
      ),
    );
  }

  async succeed({ id, fence }: Operation, { payload, result }: { payload: object; result: object }): Promise<void> {
    held(
      await this.db.query(
        `update platform.operation set state = 'succeeded', step = '', done = total, payload = $3, result = $4, error = null,
                updated_at = now()
          where id = $1 and fence = $2 and state = 'running' returning id`,
        [id, fence, JSON.stringify(payload), JSON.stringify(result)],
      ),
    );
  }

  /** What a later step has to know, whoever does it. */
  async note({ id, fence }: Operation, payload: object): Promise<void> {
    held(
      await this.db.query(
        `update platform.operation set payload = payload || $3::jsonb, updated_at = now()
          where id = $1 and fence = $2 and state = 'running' returning id`,
        [id, fence, JSON.stringify(payload)],
      ),
    );
  }

  /** Of what ended before and was about the same community nothing is kept but that it was. */
  async emptyOthers({ id, tenantId }: Operation): Promise<void> {
    await this.db.query(
      `update platform.operation set payload = '{}', result = null
        where tenant_id = $2 and id <> $1 and state <> 'running' and (payload <> '{}' or result is not null)`,
      [id, tenantId],
    );
  }

  async fail({ id, fence }: Operation, { step, reason }: Defeat): Promise<void> {
    held(
      await this.db.query(
        `update platform.operation set state = 'failed', payload = '{}', step = $3, error = $4, updated_at = now()
          where id = $1 and fence = $2 and state = 'running' returning id`,
        [id, fence, step, reason],
      ),
    );
  }

  /** Gives it back, to be tried again in a while. */
  async release({ id, fence }: Operation, error: string, seconds: number): Promise<void> {
    await this.db.query(
      `update platform.operation set error = $3, lease_until = now() + $4 * interval '1 second', updated_at = now()
        where id = $1 and fence = $2 and state = 'running'`,
      [id, fence, error, seconds],
    );
  }

  /** Those that ended a month ago, with the keys of the requests that wanted them. */
  async removeOld(most: number): Promise<void> {
    await this.db.query(
      `delete from platform.operation
        where id in (select id from platform.operation
                      where state <> 'running' and updated_at < now() - interval '30 days'
                      order by id limit $1 for update skip locked)`,
      [most],
    );
  }

  /** An operation for each community whose time of grace is over. From then on it cannot be restored. */
  async addDuePurges(): Promise<void> {
    await this.db.query(
      `with due as (
         select id, slug from platform.tenant t
          where state = 'deleting' and delete_after <= now()
            and not exists (select from platform.operation o where o.tenant_id = t.id and o.kind = 'purge' and o.state = 'running')
          order by delete_after limit 20 for update skip locked)
       insert into platform.operation (kind, tenant_id, payload, lease_until)
       select 'purge', id, jsonb_build_object('slug', slug), '-infinity' from due`,
    );
  }
}

function held(rows: Row[]): void {
  if (rows.length === 0) throw new OperationLost('The operation was taken over.');
}
