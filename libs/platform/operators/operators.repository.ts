import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import { type Operator, type Role, rootName } from './operator.js';

@Injectable()
export class OperatorsRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** One statement; that the token was used is noted by it every ten minutes at most. */
  async findByToken(hash: Buffer): Promise<Operator | null> {
    const [operator] = await this.db.query<Operator & Row>(
      `with found as (
         select o.id, o.name, o.role, t.scopes, t.id as token_id,
                (t.last_used_at is null or t.last_used_at < now() - interval '10 minutes') as is_to_note
           from platform.operator_token t join platform.operator o on o.id = t.operator_id
          where t.hash = $1 and o.disabled_at is null and (t.expires_at is null or t.expires_at > now())),
       noted as (
         update platform.operator_token set last_used_at = now()
          where id in (select token_id from found where is_to_note))
       select id, name, role, scopes from found`,
      [hash],
    );
    return operator ?? null;
  }

  async findByName(name: string): Promise<Operator | null> {
    const [operator] = await this.db.query<Operator & Row>(
      'select id, name, role from platform.operator where name = $1 and disabled_at is null',
      [name],
    );
    return operator ?? null;
  }

  /** Also where the account is closed to tokens: commands on the machine act as it all the same. */
  async findRoot(): Promise<Operator | null> {
    const [operator] = await this.db.query<Operator & Row>(
      'select id, name, role from platform.operator where name = $1',
      [rootName],
    );
    return operator ?? null;
  }

  /** Null when the name is taken. */
  async add(name: string, role: Role): Promise<Operator | null> {
    const [operator] = await this.db.query<Operator & Row>(
      'insert into platform.operator (name, role) values ($1, $2) on conflict do nothing returning id, name, role',
      [name, role],
    );
    return operator ?? null;
  }

  /** Holds off whatever else concerns who is an admin, until the end of the transaction. */
  async lockAdmins(): Promise<number[]> {
    const rows = await this.db.query<{ id: number }>(
      `select id from platform.operator where role = 'admin' and disabled_at is null order by id for update`,
    );
    return rows.map(({ id }) => id);
  }

  /** As it is under the lock of its row; null where there is none. */
  async lock(id: number): Promise<{ role: Role; isDisabled: boolean; name: string } | null> {
    const [row] = await this.db.query<{ role: Role; isDisabled: boolean; name: string }>(
      `select name, role, disabled_at is not null as "isDisabled" from platform.operator where id = $1 for update`,
      [id],
    );
    return row ?? null;
  }

  async set(id: number, role: Role, isDisabled: boolean): Promise<void> {
    await this.db.query(
      `update platform.operator set role = $2, disabled_at = case when $3 then coalesce(disabled_at, now()) end
        where id = $1`,
      [id, role, isDisabled],
    );
  }

  /** The token of the setting, in place of the one that stood there before. */
  async setSettingToken(operatorId: number, hash: Buffer): Promise<void> {
    await this.db.transaction(async () => {
      await this.db.query('select from platform.operator where id = $1 for update', [operatorId]); // one process at a time
      await this.db.query(`delete from platform.operator_token where source = 'setting' and hash <> $1`, [hash]);
      // The token that was shown at the first start, given as the setting, works as it is.
      await this.db.query(
        `insert into platform.operator_token (operator_id, hash, source, name)
         values ($1, $2, 'setting', 'OPERATOR_TOKEN') on conflict (hash) do nothing`,
        [operatorId, hash],
      );
    });
  }

  /** Holds others off until the end of the transaction; answers whether the operator has a token, or may have none. */
  async lockRoot(): Promise<{ hasToken: boolean }> {
    await this.db.query('select from platform.operator where name = $1 for update', [rootName]);
    const [row] = await this.db.query<{ hasToken: boolean }>(
      `select exists (select from platform.operator o left join platform.operator_token t on o.id = t.operator_id
                       where o.name = $1 and (t.id is not null or o.disabled_at is not null)) as "hasToken"`,
      [rootName],
    );
    return row!;
  }
}
