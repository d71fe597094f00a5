import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { hashSecret } from '#kernel/crypto';
import { PlatformDatabase } from '#kernel/database';
import type { Stretch } from '#kernel/http';
import { type Operator, type Role, rootName } from './operator.js';
import { OperatorTokens } from './operator-tokens.service.js';
import { LastAdmin, OperatorNameTaken, OperatorNotFound } from './operators.errors.js';
import { type OperatorCard, OperatorsQueries } from './operators.queries.js';
import { OperatorsRepository } from './operators.repository.js';

/** How long a token that was taken away, or a role that was changed, may still count. */
const rememberMs = 1_500;

export interface OperatorChange {
  readonly role?: Role | null;
  readonly disabled?: boolean | null;
}

@Injectable()
export class OperatorsService {
  private readonly verified = new LRUCache<string, Operator>({ max: 1_000, ttl: rememberMs });

  constructor(
    private readonly db: PlatformDatabase,
    private readonly operators: OperatorsRepository,
    private readonly views: OperatorsQueries,
    private readonly tokens: OperatorTokens,
  ) {}

  /** The operator a token stands for. */
  async findByToken(token: string): Promise<Operator | null> {
    const hash = hashSecret(token);
    const key = hash.toString('base64');
    const known = this.verified.get(key);
    if (known) return known;
    const operator = await this.operators.findByToken(hash);
    if (operator) this.verified.set(key, operator);
    return operator;
  }

  /**
   * At each start: lets the operator `root` in. The token of the setting works from now on in place of an earlier one;
   * without a setting one is made when there is none, and answered this once. A setting taken away changes nothing, for
   * other processes may still have it. Where the account is closed, nothing is made.
   */
  async ensureFirst(setting?: string): Promise<{ token?: string }> {
    const root = await this.root();
    if (setting !== undefined) {
      await this.operators.setSettingToken(root.id, hashSecret(setting));
      return {};
    }
    return this.db.transaction(async () => {
      if ((await this.operators.lockRoot()).hasToken) return {};
      return { token: (await this.tokens.issue(root.id, { name: 'first start' })).secret };
    });
  }

  /** Made at its first use. It acts on the machine also where its account is closed to tokens. */
  async root(): Promise<Operator> {
    const known = (await this.operators.findRoot()) ?? (await this.operators.add(rootName, 'admin'));
    return known ?? this.getByName(rootName); // another process was faster
  }

  async create(name: string, role: Role): Promise<{ operator: Operator; token: string }> {
    return this.db.transaction(async () => {
      const operator = await this.add(name, role);
      return { operator, token: (await this.tokens.issue(operator.id)).secret };
    });
  }

  /** An account without a token. */
  async add(name: string, role: Role): Promise<Operator> {
    const made = await this.operators.add(name, role);
    if (!made) throw new OperatorNameTaken(name);
    return made;
  }

  /** A further token; those given out before go on working. */
  async issueToken(name: string): Promise<{ operator: Operator; token: string }> {
    const operator = await this.getByName(name);
    return { operator, token: (await this.tokens.issue(operator.id)).secret };
  }

  /**
   * Of changes that race, one is after the other, and there is an admin after each. Answers what it was before. In the
   * unit of work that is open.
   */
  async change(
    id: number,
    { role, disabled }: OperatorChange,
  ): Promise<{ name: string; role: Role; disabled: boolean }> {
    const admins = await this.operators.lockAdmins();
    const before = await this.operators.lock(id);
    if (!before) throw new OperatorNotFound(id);
    const after = { role: role ?? before.role, isDisabled: disabled ?? before.isDisabled };
    const stays = after.role === 'admin' && !after.isDisabled;
    if (!stays && admins.length === 1 && admins[0] === id) throw new LastAdmin();
    await this.operators.set(id, after.role, after.isDisabled);
    return { name: before.name, role: before.role, disabled: before.isDisabled };
  }

  async get(id: number): Promise<OperatorCard> {
    const card = await this.views.find(id);
    if (!card) throw new OperatorNotFound(id);
    return card;
  }

  /** By name, also where the account is closed. */
  async findCard(name: string): Promise<OperatorCard | null> {
    return this.views.findByName(name);
  }

  /** Up to one more than the limit. */
  async list(stretch: Stretch): Promise<OperatorCard[]> {
    return this.views.list(stretch);
  }

  async getByName(name: string): Promise<Operator> {
    const operator = await this.operators.findByName(name);
    if (!operator) throw new OperatorNotFound(name);
    return operator;
  }
}
