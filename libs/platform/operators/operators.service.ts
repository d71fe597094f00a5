import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { hashSecret, randomSecret } from '#kernel/crypto';
import { PlatformDatabase } from '#kernel/database';
import { type Operator, type Role, rootName } from './operator.js';
import { OperatorNameTaken, OperatorNotFound } from './operators.errors.js';
import { OperatorsRepository } from './operators.repository.js';

/** How long a token that was taken away, or a role that was changed, may still count. */
const rememberMs = 1_500;

@Injectable()
export class OperatorsService {
  private readonly verified = new LRUCache<string, Operator>({ max: 1_000, ttl: rememberMs });

  constructor(
    private readonly db: PlatformDatabase,
    private readonly operators: OperatorsRepository,
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
   * other processes may still have it.
   */
  async ensureFirst(setting?: string): Promise<{ token?: string }> {
    const root = await this.root();
    if (setting !== undefined) {
      await this.operators.setSettingToken(root.id, hashSecret(setting));
      return {};
    }
    return this.db.transaction(async () => {
      if ((await this.operators.lockRoot()).hasToken) return {};
      const token = randomSecret();
      await this.operators.addToken(root.id, hashSecret(token));
      return { token };
    });
  }

  /** Made at its first use. */
  async root(): Promise<Operator> {
    const known = (await this.operators.findByName(rootName)) ?? (await this.operators.add(rootName, 'admin'));
    return known ?? this.get(rootName); // another process was faster
  }

  async create(name: string, role: Role): Promise<{ operator: Operator; token: string }> {
    const token = randomSecret();
    const operator = await this.db.transaction(async () => {
      const made = await this.operators.add(name, role);
      if (!made) throw new OperatorNameTaken(name);
      await this.operators.addToken(made.id, hashSecret(token));
      return made;
    });
    return { operator, token };
  }

  /** A further token; those given out before go on working. */
  async issueToken(name: string): Promise<{ operator: Operator; token: string }> {
    const operator = await this.get(name);
    const token = randomSecret();
    await this.operators.addToken(operator.id, hashSecret(token));
    return { operator, token };
  }

  private async get(name: string): Promise<Operator> {
    const operator = await this.operators.findByName(name);
    if (!operator) throw new OperatorNotFound(name);
    return operator;
  }
}
