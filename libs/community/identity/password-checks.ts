import { Injectable } from '@nestjs/common';
import { Passwords } from '#kernel/crypto';
import { AppError, networkOf } from '#kernel/http';
import { type LoginAccount, LoginsRepository } from './logins.repository.js';

interface Wrong {
  readonly ip: string;
  /** What a wrong password is refused with. */
  readonly refusal: 'auth.wrong-credentials' | 'member.password-wrong';
}

/** Whether a password is that of an account. Each failure counts against the account and against the address. */
@Injectable()
export class PasswordChecks {
  constructor(
    private readonly logins: LoginsRepository,
    private readonly passwords: Passwords,
  ) {}

  /** Answers the account, if the password is its own. An unknown one and a wrong password take the same time. */
  async check(whose: { username: string } | { id: number }, password: string, wrong: Wrong): Promise<LoginAccount> {
    const network = networkOf(wrong.ip);
    const { account, lockedMinutes: minutes } = await this.logins.find(whose, network);
    if (minutes !== null) throw new AppError('member.login-locked', { minutes });
    const right = await this.passwords.verify(account?.passwordHash, password);
    if (account && right) return account;
    const counted = await this.logins.countFailure(account?.id ?? 0, network);
    throw new AppError(counted ? wrong.refusal : 'member.login-locked');
  }
}
