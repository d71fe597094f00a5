import { Injectable } from '@nestjs/common';
import { hashSecret } from '#kernel/crypto';
import { TenantDatabase } from '#kernel/database';
import { addressFrom } from '#kernel/http';
import type { Device } from './device.js';
import { EntrancesRepository } from './entrances.repository.js';
import { MemberTokens } from './member-tokens.js';
import { SessionCookies } from './session-cookies.js';
import { SessionsRepository } from './sessions.repository.js';

/** As long as after signing in with a password. */
const hours = 30 * 24;

/**
 * How whoever has just made a community on the platform's host comes in, where no cookie of that host counts: by a secret
 * that is good once, for a quarter of an hour.
 */
@Injectable()
export class EntrancesService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly entrances: EntrancesRepository,
    private readonly sessions: SessionsRepository,
    private readonly tokens: MemberTokens,
    private readonly cookies: SessionCookies,
  ) {}

  /** Answers the value of Set-Cookie; null where the secret is none, or is none any more. */
  async enter(secret: string, { ip, userAgent }: Device): Promise<string | null> {
    return this.db.transaction(async () => {
      const entrant = await this.entrances.use(hashSecret(secret));
      if (!entrant) return null;
      const { id: memberId, credentialsVersion } = entrant;
      const session = await this.sessions.add({ memberId, credentialsVersion, userAgent, ip: addressFrom(ip) }, hours);
      return this.cookies.hold(this.tokens.sign(entrant, session, hours), hours);
    });
  }
}
