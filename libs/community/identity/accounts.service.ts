import { Injectable } from '@nestjs/common';
import { Passwords } from '#kernel/crypto';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { AccountsRepository, type LoginAccount } from './accounts.repository.js';
import { passwordRefusal, usernameRefusal } from './credentials.js';
import { MemberTokens, tokenHours } from './member-tokens.js';
import { SessionsRepository } from './sessions.repository.js';

@Injectable()
export class AccountsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly passwords: Passwords,
    private readonly tokens: MemberTokens,
  ) {}

  async register(username: string, password: string): Promise<{ id: Id; username: string }> {
    const refused = usernameRefusal(username);
    if (refused) throw new AppError(refused);
    // Before the password is looked at, as on the original, and before it is hashed for nothing.
    if (await this.accounts.isTaken(username)) throw new AppError('member.username-taken');
    const weak = passwordRefusal(password);
    if (weak) throw new AppError(weak);
    const id = await this.accounts.add(username, await this.passwords.hash(password));
    if (id === null) throw new AppError('member.username-taken');
    return { id, username };
  }

  /** Answers a token. An unknown account and a wrong password look the same and take the same time. */
  async login(username: string, password: string): Promise<string> {
    const account = await this.accounts.findForLogin(username);
    if (account?.isLocked) throw new AppError('member.login-locked');
    const right = await this.passwords.verify(account?.passwordHash, password);
    if (!account || !right) throw await this.failed(account);
    if (account.isBanned) throw new AppError('member.banned');
    return this.tokens.sign(account, await this.startSession(account));
  }

  /** Also without an account the statement is sent: it finds no row, but takes its time. */
  private async failed(account: LoginAccount | null): Promise<AppError> {
    const counted = await this.accounts.countFailure(account?.id ?? 0);
    return new AppError(account && !counted ? 'member.login-locked' : 'auth.wrong-credentials');
  }

  private async startSession({ id, credentialsVersion }: LoginAccount): Promise<Id> {
    return this.db.transaction(async () => {
      if (!(await this.accounts.admit(id))) throw new AppError('member.login-locked');
      return this.sessions.add(id, credentialsVersion, tokenHours);
    });
  }
}
