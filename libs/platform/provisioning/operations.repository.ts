import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import { type Operation, OperationLost } from './operation.js';

/** Longer than any step takes: the connections that steps work on give up sooner. */
const lease = `interval '20 seconds'`;
const columns = `id, kind, tenant_id as "tenantId", state, step, done, total, payload, result, error, attempts, fence`;

interface NewOperation {
  readonly kind: string;
  readonly tenantId: number;
  readonly total: number;
  readonly payload: object;
}

@Injectable()
export class OperationsRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** It belongs to this process from the start. */
  async add({ kind, tenantId, total, payload }: NewOperation): Promise<Operation> {
    const [row] = await this.db.query<Operation & Row>(
      `insert into platform.operation (kind, tenant_id, total, payload, attempts, fence, lease_until)
       values ($1, $2, $3, $4, 1, 1, now() + ${lease}) returning ${columns}`,
      [kind, tenantId, total, JSON.stringify(payload)],
    );
    return row!;
  }

  async find(id: number): Promise<Operation | null> {
    const [row] = await this.db.query<Operation & Row>(`select ${columns} from platform.operation where id = $1`, [id]);
    return row ?? null;
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
  async enter({ id, fence }: Operation, step: string, done: number): Promise<void> {
    held(
      await this.db.query(
        `update platform.operation set step = $3, done = $4, lease_until = now() + ${lease}, updated_at = now()
          where id = $1 and fence = $2 and state = 'running' returning id`,
        [id, fence, step, done],
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

  async fail({ id, fence }: Operation, error: string): Promise<void> {
    held(
      await this.db.query(
        `update platform.operation set state = 'failed', payload = '{}', error = $3, updated_at = now()
          where id = $1 and fence = $2 and state = 'running' returning id`,
        [id, fence, error],
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
       insert into platform.operation (kind, tenant_id, total, payload, lease_until)
       select 'purge', id, 4, jsonb_build_object('slug', slug), '-infinity' from due`,
    );
  }
}

function held(rows: Row[]): void {
  if (rows.length === 0) throw new OperationLost('The operation was taken over.');
}
