import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { MasterKey } from '#kernel/crypto';
import { AppError } from '#kernel/http';
import type { SignupPolicy, SignupRequest, SignupStanding } from './signup.js';
import { SignupChecks } from './signup-checks.js';
import { SignupLimits } from './signup-limits.js';
import { SignupMaking } from './signup-making.js';
import { SignupStandings } from './signup-standings.js';
import { SignupClosed, SignupKeyReused } from './signups.errors.js';
import type { NewSignup } from './signups.repository.js';
import { SignupsQueries } from './signups.queries.js';

/** By what a request is known when it comes again. */
type RequestKeys = Pick<NewSignup, 'keyHash' | 'requestHash'>;

/** How somebody gets a community without an operator, by the page or by the API. */
@Injectable()
export class SignupsService {
  constructor(
    private readonly config: Config,
    private readonly masterKey: MasterKey,
    private readonly checks: SignupChecks,
    private readonly limits: SignupLimits,
    private readonly queries: SignupsQueries,
    private readonly standings: SignupStandings,
    private readonly making: SignupMaking,
  ) {}

  get policy(): SignupPolicy {
    return this.config.signups();
  }

  /** However often the same request comes, one community is made, or one is asked for. `address`: from where it comes. */
  async submit(typed: SignupRequest, key: string, address: string): Promise<SignupStanding> {
    const keys = this.keysOf(typed, key);
    const earlier = await this.earlier(keys);
    if (earlier) return earlier;
    if (this.policy === 'closed') throw new SignupClosed();
    try {
      await this.take(typed, keys, address);
    } catch (error) {
      const meanwhile = error instanceof AppError ? await this.earlier(keys) : null; // a second click, at the same time
      if (meanwhile) return meanwhile;
      throw error;
    }
    return (await this.earlier(keys))!;
  }

  private async take(typed: SignupRequest, keys: RequestKeys, address: string): Promise<void> {
    const request = await this.checks.check(typed);
    await this.limits.refuseSpent({ address, email: request.email });
    const submitted = { ...keys, request, address };
    if (this.policy === 'approval') await this.making.ask(submitted);
    else await this.making.make(submitted, this.policy === 'invitation');
  }

  private async earlier({ keyHash, requestHash }: RequestKeys): Promise<SignupStanding | null> {
    const known = await this.queries.find({ keyHash });
    if (!known) return null;
    if (!known.requestHash.equals(requestHash)) throw new SignupKeyReused();
    return this.standings.of(known);
  }

  /** Keyed, because a plain hash would let passwords be guessed. */
  private keysOf(typed: SignupRequest, key: string): RequestKeys {
    const { name, slug, locale, template, username, email, password, code } = typed;
    const parts = JSON.stringify([name, slug, locale, template, username, email, password, code]);
    const hashOf = (purpose: string, text: string) => Buffer.from(this.masterKey.token(purpose, text), 'base64url');
    return { keyHash: hashOf('sign-up-key', key), requestHash: hashOf('sign-up-request', parts) };
  }
}
