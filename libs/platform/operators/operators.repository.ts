import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { type Operator, type Role, rootName } from './operator.js';

@Injectable()
export class OperatorsRepository {
  constructor(private readonly db: PlatformDatabase) {}

  async findByToken(hash: Buffer): Promise<Operator | null> {
    const [operator] = await this.db.query<Operator & Record<string, unknown>>(
      `select o.id, o.name, o.role from platform.operator_token t join platform.operator o on o.id = t.operator_id
        where t.hash = $1 and o.disabled_at is null`,
      [hash],
    );
    return operator ?? null;
  }

  async findByName(name: string): Promise<Operator | null> {
    const [operator] = await this.db.query<Operator & Record<string, unknown>>(
      'select id, name, role from platform.operator where name = $1 and disabled_at is null',
      [name],
    );
    return operator ?? null;
  }

  /** Null when the name is taken. */
  async add(name: string, role: Role): Promise<Operator | null> {
    const [operator] = await this.db.query<Operator & Record<string, unknown>>(
      'insert into platform.operator (name, role) values ($1, $2) on conflict do nothing returning id, name, role',
      [name, role],
    );
    return operator ?? null;
  }

  async addToken(operatorId: number, hash: Buffer): Promise<void> {
    await this.db.query('insert into platform.operator_token (operator_id, hash) values ($1, $2)', [operatorId, hash]);
  }

  /** The token of the setting, in place of the one that stood there before. */
  async setSettingToken(operatorId: number, hash: Buffer): Promise<void> {
    await this.db.transaction(async () => {
      await this.db.query('select from platform.operator where id = $1 for update', [operatorId]); // one process at a time
      await this.db.query(`delete from platform.operator_token where source = 'setting' and hash <> $1`, [hash]);
      // The token that was shown at the first start, given as the setting, works as it is.
      await this.db.query(
        `insert into platform.operator_token (operator_id, hash, source) values ($1, $2, 'setting')
         on conflict (hash) do nothing`,
        [operatorId, hash],
      );
    });
  }

  /** Holds others off until the end of the transaction; answers whether the operator has a token. */
  async lockRoot(): Promise<{ hasToken: boolean }> {
    await this.db.query('select from platform.operator where name = $1 for update', [rootName]);
    const [row] = await this.db.query<{ hasToken: boolean }>(
      `select exists (select from platform.operator_token t join platform.operator o on o.id = t.operator_id
                       where o.name = $1) as "hasToken"`,
      [rootName],
    );
    return row!;
  }
}
