import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';

export interface KeyUse {
  readonly operatorId: number;
  readonly key: string;
  readonly requestHash: Buffer;
}

/** Keys that operators have given to requests which must not be done twice. */
@Injectable()
export class IdempotencyRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** False when it was used before; waits for a request that is just using it. */
  async take({ operatorId, key, requestHash }: KeyUse): Promise<boolean> {
    const rows = await this.db.query(
      `insert into platform.idempotency_key (operator_id, key, request_hash) values ($1, $2, $3)
       on conflict do nothing returning key`,
      [operatorId, key, requestHash],
    );
    return rows.length > 0;
  }

  async bind({ operatorId, key }: KeyUse, operationId: number): Promise<void> {
    await this.db.query('update platform.idempotency_key set operation_id = $3 where operator_id = $1 and key = $2', [
      operatorId,
      key,
      operationId,
    ]);
  }

  async find({ operatorId, key }: KeyUse): Promise<{ requestHash: Buffer; operationId: number } | null> {
    const [row] = await this.db.query<{ requestHash: Buffer; operationId: number }>(
      `select request_hash as "requestHash", operation_id as "operationId" from platform.idempotency_key
        where operator_id = $1 and key = $2`,
      [operatorId, key],
    );
    return row ?? null;
  }
}
