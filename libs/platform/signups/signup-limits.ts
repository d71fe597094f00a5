import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { MasterKey } from '#kernel/crypto';
import { networkOf } from '#kernel/http';
import { SignupLimitsRepository } from './signup-limits.repository.js';
import { SignupLimitReached } from './signups.errors.js';

/** Communities in a day. Whoever needs more asks an operator. */
const mostADay = { network: 10, address: 3, email: 3 } as const;
type Per = keyof typeof mostADay;

/** Who signs up, as far as it is counted. */
export interface Counted {
  readonly address: string;
  /** In the one form in which addresses of mails are kept. */
  readonly email: string;
}

/** Counted in rows, exactly, however many ask at once; those by address are off where `RATE_LIMITS` is 0. */
@Injectable()
export class SignupLimits {
  constructor(
    private readonly config: Config,
    private readonly masterKey: MasterKey,
    private readonly rows: SignupLimitsRepository,
  ) {}

  /** Before anything that costs something. */
  async refuseSpent(counted: Counted): Promise<void> {
    for (const [per, hash] of this.subjectsOf(counted))
      if (await this.rows.isSpent(hash, mostADay[per])) throw new SignupLimitReached(per);
  }

  /** In the transaction that takes the sign-up; always in the same order, so that nobody waits in a circle. */
  async take(counted: Counted): Promise<void> {
    for (const [per, hash] of this.subjectsOf(counted))
      if (!(await this.rows.take(hash, mostADay[per]))) throw new SignupLimitReached(per);
  }

  private subjectsOf({ address, email }: Counted): (readonly [Per, Buffer])[] {
    const byAddress = [
      ['network', neighbourhoodOf(address)],
      ['address', networkOf(address)],
    ] as const;
    const subjects = [...(this.config.rateLimits ? byAddress : []), ['email', email] as const];
    return subjects.map(([per, subject]) => {
      const hash = this.masterKey.token('sign-up-count', `${per}:${subject}`);
      return [per, Buffer.from(hash, 'base64url')] as const;
    });
  }
}

/** What one provider gives to one customer at most: a /24, or a /48. */
export function neighbourhoodOf(address: string): string {
  const network = networkOf(address);
  return network.includes(':') ? network.split(':').slice(0, 3).join(':') : network.split('.').slice(0, 3).join('.');
}
