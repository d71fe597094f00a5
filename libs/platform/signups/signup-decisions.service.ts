import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import type { Stretch } from '#kernel/http';
import type { OperatorAccount } from '#platform/operators';
import { ProvisioningService } from '#platform/provisioning';
import { type Signup, stateOf } from './signup.js';
import { SignupRecords } from './signup-records.js';
import { SignupDecided, SignupNotFound } from './signups.errors.js';
import { SignupsQueries } from './signups.queries.js';

/** What operators do with sign-ups. */
@Injectable()
export class SignupDecisions {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly queries: SignupsQueries,
    private readonly provisioning: ProvisioningService,
    private readonly records: SignupRecords,
  ) {}

  list = (state: Signup['state'] | null, stretch: Stretch): Promise<Signup[]> => this.queries.list(state, stretch);

  /** Makes the community; answers when it is there, or when that takes too long to be waited for. */
  async approve(operator: OperatorAccount, id: number): Promise<Signup> {
    const signup = await this.waiting(id);
    const { slug, name, locale, template, plan, username, email, passwordHash } = signup;
    const owner = { username, email, passwordHash: passwordHash! };
    await this.provisioning.create(
      operator,
      `sign-up:${id}`,
      { slug, name, locale, template, plan, owner },
      { within: (begun) => this.records.approved(operator, signup, begun), entersAtOnce: false },
    );
    return (await this.queries.find({ id }))!;
  }

  async refuse(operator: OperatorAccount, id: number, reason: string): Promise<Signup> {
    const signup = await this.waiting(id);
    await this.db.transaction(() => this.records.refused(operator, signup, reason));
    return (await this.queries.find({ id }))!;
  }

  private async waiting(id: number): Promise<Signup> {
    const signup = await this.queries.find({ id });
    if (!signup) throw new SignupNotFound();
    const state = stateOf(signup);
    if (state !== 'waiting') throw new SignupDecided(state);
    return signup;
  }
}
