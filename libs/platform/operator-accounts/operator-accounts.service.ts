import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { InvalidRequest, type Stretch } from '#kernel/http';
import { AuditLog } from '#platform/audit';
import {
  allows,
  beyond,
  type OperatorAccount,
  OperatorBeyondOwn,
  type OperatorCard,
  type OperatorChange,
  OperatorRoleInsufficient,
  OperatorsQueries,
  OperatorsService,
  type OperatorToken,
  OperatorTokens,
  type Role,
  type TokenWish,
} from '#platform/operators';
import { OperatorDisabled } from './operator-accounts.errors.js';

/** Operators who look after operators: nobody gives more than their own token may, and all of it is noted. */
@Injectable()
export class OperatorAccounts {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly operators: OperatorsService,
    private readonly tokens: OperatorTokens,
    private readonly views: OperatorsQueries,
    private readonly audit: AuditLog,
  ) {}

  /** Up to one more than the limit. */
  async list(stretch: Stretch): Promise<OperatorCard[]> {
    return this.operators.list(stretch);
  }

  /** An account without a token. */
  async create(operator: OperatorAccount, name: string, role: Role): Promise<OperatorCard> {
    refuseBeyond(operator, null);
    return this.db.transaction(async () => {
      const { id } = await this.operators.add(name, role);
      await this.audit.record(operator, { action: 'operator.create', details: { operator: name, role }, status: 201 });
      return this.operators.get(id);
    });
  }

  async change(operator: OperatorAccount, id: number, change: OperatorChange): Promise<OperatorCard> {
    const { role, disabled } = change;
    if (!role && typeof disabled !== 'boolean') throw new InvalidRequest(['role or disabled must be given']);
    return this.db.transaction(async () => {
      const { name, ...before } = await this.operators.change(id, change);
      const after = { role: role ?? before.role, disabled: disabled ?? before.disabled };
      const isRaised = !allows(before.role, after.role) || (before.disabled && !after.disabled);
      if (isRaised) refuseBeyond(operator, null);
      await this.audit.record(operator, {
        action: 'operator.change',
        details: { operator: name, from: before, to: after },
      });
      return this.operators.get(id);
    });
  }

  /** Up to one more than the limit. Of others, for admins only. */
  async listTokens(operator: OperatorAccount, id: number, stretch: Stretch): Promise<OperatorToken[]> {
    refuseOthers(operator, id);
    await this.operators.get(id);
    return this.views.listTokens(id, stretch);
  }

  /** Of others, for admins only. The secret is answered this once. */
  async issueToken(
    operator: OperatorAccount,
    id: number,
    wish: TokenWish,
  ): Promise<{ token: OperatorToken; secret: string }> {
    refuseOthers(operator, id);
    refuseBeyond(operator, wish.scopes ?? null);
    return this.db.transaction(async () => {
      const { name, disabledAt } = await this.operators.get(id);
      if (disabledAt) throw new OperatorDisabled();
      const made = await this.tokens.issue(id, { ...wish, createdBy: operator.name });
      await this.audit.record(operator, {
        action: 'operator.token-create',
        details: { operator: name, ...factsOf(made.token) },
        status: 201,
      });
      return made;
    });
  }

  /** Of others, for admins only. It is worth nothing within two seconds, in every process. */
  async revokeToken(operator: OperatorAccount, id: number, tokenId: number): Promise<OperatorToken> {
    refuseOthers(operator, id);
    return this.db.transaction(async () => {
      const { name } = await this.operators.get(id);
      const token = await this.tokens.revoke(id, tokenId);
      await this.audit.record(operator, {
        action: 'operator.token-revoke',
        details: { operator: name, ...factsOf(token) },
      });
      return token;
    });
  }
}

function refuseOthers(operator: OperatorAccount, id: number): void {
  if (id !== operator.id && !allows(operator.role, 'admin')) throw new OperatorRoleInsufficient(operator.role, 'admin');
}

function refuseBeyond(operator: OperatorAccount, given: readonly string[] | null): void {
  const missing = beyond(operator, given);
  if (missing.length > 0) throw new OperatorBeyondOwn(missing);
}

const factsOf = ({ id, name, hint, scopes, expiresAt }: OperatorToken) => ({
  token: id,
  name,
  hint,
  scopes,
  expires_at: expiresAt?.toISOString() ?? null,
});
