import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { addressFrom, AppError, networkOf } from '#kernel/http';
import type { Device } from './device.js';
import { type LoginAccount, LoginsRepository } from './logins.repository.js';
import { MemberTokens, tokenHours } from './member-tokens.js';
import { PasswordChecks } from './password-checks.js';
import { SessionsRepository } from './sessions.repository.js';

@Injectable()
export class LoginsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly checks: PasswordChecks,
    private readonly logins: LoginsRepository,
    private readonly sessions: SessionsRepository,
    private readonly tokens: MemberTokens,
  ) {}

  /** Answers a token, good for so many hours. */
  async login(username: string, password: string, device: Device, hours = tokenHours): Promise<string> {
    const wrong = { ip: device.ip, refusal: 'auth.wrong-credentials' } as const;
    const account = await this.checks.check({ username }, password, wrong);
    if (account.isBanned) throw new AppError('member.banned');
    return this.tokens.sign(account, await this.startSession(account, device, hours), hours);
  }

  private async startSession(
    { id, credentialsVersion }: LoginAccount,
    { ip, userAgent }: Device,
    hours: number,
  ): Promise<Id> {
    return this.db.transaction(async () => {
      if (!(await this.logins.admit(id, networkOf(ip)))) throw new AppError('member.login-locked');
      return this.sessions.add({ memberId: id, credentialsVersion, userAgent, ip: addressFrom(ip) }, hours);
    });
  }
}
