import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { TenantSetup } from '#kernel/tenancy';
import { type OperatorAccount, OperatorsService } from '#platform/operators';
import { ProvisioningService } from '#platform/provisioning';
import type { CheckedSignup } from './signup.js';
import { codeHash } from './signup-codes.js';
import { SignupInvitationsRepository } from './signup-invitations.repository.js';
import { said } from './signup-problems.js';
import { SignupRecords } from './signup-records.js';
import { SignupInvalid } from './signups.errors.js';
import type { NewSignup } from './signups.repository.js';

export interface Submitted extends Pick<NewSignup, 'keyHash' | 'requestHash' | 'address'> {
  readonly request: CheckedSignup;
}

/** In whose name communities are made that their owners have asked for. */
const actor = 'sign-up';

/** From a sign-up that can be to a community, or to a request for one. */
@Injectable()
export class SignupMaking {
  constructor(
    private readonly config: Config,
    private readonly db: PlatformDatabase,
    private readonly setup: TenantSetup,
    private readonly operators: OperatorsService,
    private readonly provisioning: ProvisioningService,
    private readonly invitations: SignupInvitationsRepository,
    private readonly records: SignupRecords,
  ) {}

  /** Answers when the community is there, or when that takes too long to be waited for. */
  async make({ request, ...submitted }: Submitted, needsCode: boolean): Promise<void> {
    const invitation = needsCode ? await this.invitationOf(request.code) : null;
    const plan = invitation?.plan ?? this.config.signupPlan;
    const signup = { ...submitted, request, plan, invitationId: invitation?.id ?? null };
    const { slug, name, locale, template, username, password, email } = request;
    const wanted = { slug, name, locale, template, plan, owner: { username, password, email } };
    const within = (begun: { tenantId: number; operationId: number }) => this.records.accepted(signup, begun);
    const key = `${actor}:${submitted.keyHash.toString('base64url')}`;
    const operator = await this.actorAt(submitted.address);
    await withSlugProblem(() => this.provisioning.create(operator, key, wanted, { within, entersAtOnce: true }));
  }

  /** Keeps it until an operator has decided. */
  async ask({ request, ...submitted }: Submitted): Promise<void> {
    const passwordHash = await this.setup.hashPassword(request.password);
    const signup = { ...submitted, request, plan: this.config.signupPlan, invitationId: null };
    await this.db.transaction(() => this.records.pending(signup, passwordHash));
  }

  private async invitationOf(code: string) {
    if (code.trim() === '') throw new SignupInvalid([{ field: 'code', text: said.codeMissing }]);
    const invitation = await this.invitations.findGood(codeHash(code));
    if (!invitation) throw new SignupInvalid([{ field: 'code', text: said.codeWrong }]);
    return invitation;
  }

  /** Of nobody who is signed in: what is done belongs to the first operator, and is noted under this name. */
  private async actorAt(address: string): Promise<OperatorAccount> {
    return { ...(await this.operators.root()), name: actor, address };
  }
}

/** Somebody else was faster: that is something to fill in again. */
async function withSlugProblem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'tenant.slug-taken') throw error;
    throw new SignupInvalid([{ field: 'slug', text: said.slugTaken }]);
  }
}
