import { Injectable } from '@nestjs/common';
import { hashSecret, randomSecret } from '#kernel/crypto';
import type { OperatorToken, TokenWish } from './operator-token.js';
import { OperatorTokensRepository } from './operator-tokens.repository.js';
import { OperatorTokenNotFound } from './operators.errors.js';

/** What every token begins with, so that programs which look for lost secrets know one. */
export const tokenPrefix = 'ppo_';
const hintLength = tokenPrefix.length + 6;

@Injectable()
export class OperatorTokens {
  constructor(private readonly tokens: OperatorTokensRepository) {}

  /** The secret is answered this once; what is kept cannot be turned back into it. */
  async issue(operatorId: number, wish: TokenWish = {}): Promise<{ token: OperatorToken; secret: string }> {
    const secret = tokenPrefix + randomSecret();
    const stored = { hash: hashSecret(secret), hint: secret.slice(0, hintLength) };
    return { token: await this.tokens.add(operatorId, stored, wish), secret };
  }

  /** Worth nothing within two seconds, in every process. */
  async revoke(operatorId: number, id: number): Promise<OperatorToken> {
    const token = await this.tokens.remove(operatorId, id);
    if (!token) throw new OperatorTokenNotFound();
    return token;
  }
}
