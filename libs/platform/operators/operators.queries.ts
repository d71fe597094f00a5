import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import type { Stretch } from '#kernel/http';
import type { Role } from './operator.js';
import { tokenColumns } from './operator-tokens.repository.js';
import type { OperatorToken } from './operator-token.js';

export interface OperatorCard {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
  /** How many tokens work at present, unless the account is closed. */
  readonly tokens: number;
}

const columns = `
  o.id, o.name, o.role, o.created_at as "createdAt", o.disabled_at as "disabledAt",
  (select count(*)::int from platform.operator_token t
    where t.operator_id = o.id and (t.expires_at is null or t.expires_at > now())) as tokens`;

/** Each read is one statement. Lists: newest first, one more than asked for. */
@Injectable()
export class OperatorsQueries {
  constructor(private readonly db: PlatformDatabase) {}

  async find(id: number): Promise<OperatorCard | null> {
    const [card] = await this.db.query<OperatorCard & Row>(
      `select ${columns} from platform.operator o where o.id = $1`,
      [id],
    );
    return card ?? null;
  }

  async findByName(name: string): Promise<OperatorCard | null> {
    const [card] = await this.db.query<OperatorCard & Row>(
      `select ${columns} from platform.operator o where o.name = $1`,
      [name],
    );
    return card ?? null;
  }

  async list({ limit, before }: Stretch): Promise<OperatorCard[]> {
    return this.db.query<OperatorCard & Row>(
      `select ${columns} from platform.operator o where $1::bigint is null or o.id < $1 order by o.id desc limit $2`,
      [before, limit + 1],
    );
  }

  async listTokens(operatorId: number, { limit, before }: Stretch): Promise<OperatorToken[]> {
    return this.db.query<OperatorToken & Row>(
      `select ${tokenColumns} from platform.operator_token
        where operator_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
      [operatorId, before, limit + 1],
    );
  }
}
