import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { MasterKey } from '#kernel/crypto';
import { Clock } from '#kernel/database';
import { ProvisioningService } from '#platform/provisioning';
import { type Signup, type SignupStanding, stateOf } from './signup.js';
import { SignupNotFound } from './signups.errors.js';
import { SignupsQueries } from './signups.queries.js';

/** As long as the secret is good by which whoever has made a community comes in. */
const secondsToEnter = 15 * 60;
const shape = /^([1-9]\d{0,14})-([\w-]{43})$/;

/** What whoever has signed up is told, and the address at which they are told it. */
@Injectable()
export class SignupStandings {
  constructor(
    private readonly config: Config,
    private readonly masterKey: MasterKey,
    private readonly clock: Clock,
    private readonly queries: SignupsQueries,
    private readonly provisioning: ProvisioningService,
  ) {}

  of(signup: Signup): SignupStanding {
    const { slug, name, username, email, reason, host } = signup;
    const url = host === null ? null : this.config.publicUrl(host);
    const statusPath = this.pathOf(signup.id);
    return {
      state: stateOf(signup),
      slug,
      name,
      username,
      email,
      reason,
      url,
      statusPath,
      enterUrl: this.enterUrl(signup, url),
    };
  }

  /** Of the page on the platform's host that says how it stands. */
  pathOf = (id: number): string => `/created/${id}-${this.macOf(id)}`;

  /** `secret`: what the address ends with. */
  async find(secret: string): Promise<SignupStanding> {
    const [, id, mac] = shape.exec(secret) ?? [];
    const isRight = mac !== undefined && timingSafeEqual(Buffer.from(mac), Buffer.from(this.macOf(Number(id))));
    const signup = isRight ? await this.queries.find({ id: Number(id) }) : null;
    if (!signup) throw new SignupNotFound();
    return this.of(signup);
  }

  private enterUrl({ operationId, decidedBy, createdAt }: Signup, url: string | null): string | null {
    const isLate = this.clock.now().getTime() - createdAt.getTime() > secondsToEnter * 1000;
    if (url === null || operationId === null || decidedBy !== null || isLate) return null;
    return url + this.provisioning.enterPath(operationId);
  }

  private macOf = (id: number): string => this.masterKey.token('sign-up-standing', String(id));
}
