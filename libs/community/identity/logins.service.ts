import { Injectable } from '@nestjs/common';
import { Passwords } from '#kernel/crypto';
import { type Id, TenantDatabase } from '#kernel/database';
import { addressFrom, AppError, networkOf } from '#kernel/http';
import { passwordRefusal } from './credentials.js';
import type { Device } from './device.js';
import { type LoginAccount, type LoginAttempt, LoginsRepository } from './logins.repository.js';
import { MemberAuthentication } from './member-authentication.js';
import { MemberTokens, tokenHours } from './member-tokens.js';
import type { Member } from './member.js';
import { SessionsRepository } from './sessions.repository.js';

/** Everything that is decided by a password. Each failure counts against the account and against the address. */
@Injectable()
export class LoginsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly logins: LoginsRepository,
    private readonly sessions: SessionsRepository,
    private readonly passwords: Passwords,
    private readonly tokens: MemberTokens,
    private readonly authentication: MemberAuthentication,
  ) {}

  /** Answers a token. An unknown account and a wrong password look the same and take the same time. */
  async login(username: string, password: string, device: Device): Promise<string> {
    const network = networkOf(device.ip);
    const attempt = await this.logins.findByUsername(username, network);
    const account = await this.check(attempt, password, { network, wrong: 'auth.wrong-credentials' });
    if (account.isBanned) throw new AppError('member.banned');
    return this.tokens.sign(account, await this.startSession(account, device, network));
  }

  /** Ends every session of the member, also this one: here at once, elsewhere within 2 s. */
  async changePassword(member: Member, passwords: { old: string; new: string }, { ip }: Device): Promise<void> {
    const weak = passwordRefusal(passwords.new);
    if (weak) throw new AppError(weak);
    const network = networkOf(ip);
    const attempt = await this.logins.findById(member.id, network);
    const account = await this.check(attempt, passwords.old, { network, wrong: 'member.password-wrong' });
    const hash = await this.passwords.hash(passwords.new);
    await this.db.transaction(async () => {
      if (!(await this.logins.replacePassword(account, hash))) throw new AppError('member.password-wrong');
      this.authentication.forgetMember(member.id);
    });
  }

  /** The account, if the password is its own. */
  private async check(
    { account, isLocked }: LoginAttempt,
    password: string,
    { network, wrong }: { network: string; wrong: 'auth.wrong-credentials' | 'member.password-wrong' },
  ): Promise<LoginAccount> {
    if (isLocked) throw new AppError('member.login-locked');
    const right = await this.passwords.verify(account?.passwordHash, password);
    if (account && right) return account;
    const counted = await this.logins.countFailure(account?.id ?? 0, network);
    throw new AppError(counted ? wrong : 'member.login-locked');
  }

  private async startSession({ id, credentialsVersion }: LoginAccount, device: Device, network: string): Promise<Id> {
    return this.db.transaction(async () => {
      if (!(await this.logins.admit(id, network))) throw new AppError('member.login-locked');
      const { ip, userAgent } = device;
      return this.sessions.add({ memberId: id, credentialsVersion, userAgent, ip: addressFrom(ip) }, tokenHours);
    });
  }
}
