import { Injectable } from '@nestjs/common';
import { Algorithm, hash, verify } from '@node-rs/argon2';
import { Config } from '#kernel/config';

const costs = {
  standard: { memoryCost: 19_456, timeCost: 2, parallelism: 1 }, // OWASP's recommendation for argon2id
  lowest: { memoryCost: 8, timeCost: 1, parallelism: 1 },
};

@Injectable()
export class Passwords {
  private decoy?: Promise<string>;

  constructor(private readonly config: Config) {}

  async hash(password: string): Promise<string> {
    return hash(password, { algorithm: argon2id, ...costs[this.config.passwordCost] });
  }

  /** Takes as long for an account that does not exist, or has no password, as for a wrong password. */
  async verify(stored: string | null | undefined, password: string): Promise<boolean> {
    this.decoy ??= this.hash('not a password of anybody');
    const right = await verify(stored ?? (await this.decoy), password);
    return right && typeof stored === 'string';
  }
}

const argon2id: Algorithm = 2; // the package's const enum has no value at run time
