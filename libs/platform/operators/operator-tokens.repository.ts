import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import type { OperatorToken, TokenWish } from './operator-token.js';

export const tokenColumns = `
  id, name, hint, scopes, source, created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt",
  last_used_at as "lastUsedAt"`;

@Injectable()
export class OperatorTokensRepository {
  constructor(private readonly db: PlatformDatabase) {}

  async add(operatorId: number, secret: { hash: Buffer; hint: string }, wish: TokenWish): Promise<OperatorToken> {
    const { name = '', scopes = null, expiresAt = null, createdBy = '' } = wish;
    const [token] = await this.db.query<OperatorToken & Row>(
      `insert into platform.operator_token (operator_id, hash, hint, name, scopes, expires_at, created_by)
       values ($1, $2, $3, $4, $5, $6, $7) returning ${tokenColumns}`,
      [operatorId, secret.hash, secret.hint, name, scopes, expiresAt, createdBy],
    );
    return token!;
  }

  /** Null: the operator has no such token. */
  async remove(operatorId: number, id: number): Promise<OperatorToken | null> {
    const [token] = await this.db.query<OperatorToken & Row>(
      `delete from platform.operator_token where operator_id = $1 and id = $2 returning ${tokenColumns}`,
      [operatorId, id],
    );
    return token ?? null;
  }
}
