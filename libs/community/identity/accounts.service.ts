import { Injectable } from '@nestjs/common';
import { Passwords } from '#kernel/crypto';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import { CommunitySettings } from '#community/site';
import { AccountsRepository } from './accounts.repository.js';
import { AddressLimits } from './address-limits.js';
import { passwordRefusal, usernameRefusal } from './credentials.js';
import { NewAccounts } from './new-accounts.js';

const perAddress = { purpose: 'register-from', most: 30, seconds: 3600 };

@Injectable()
export class AccountsService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly newAccounts: NewAccounts,
    private readonly passwords: Passwords,
    private readonly settings: CommunitySettings,
    private readonly limits: AddressLimits,
  ) {}

  /** `ip`: who asks, where somebody does; only so many an hour come from one address. */
  async register(username: string, password: string, ip?: string): Promise<{ id: Id; username: string }> {
    if (!(await this.settings.get()).allowUserRegister) throw new AppError('member.registration-closed');
    const refused = usernameRefusal(username);
    if (refused) throw new AppError(refused);
    // Before the password is looked at, as on the original, and before it is hashed for nothing.
    if (await this.accounts.isTaken(username)) throw new AppError('member.username-taken');
    const weak = passwordRefusal(password);
    if (weak) throw new AppError(weak);
    if (ip !== undefined) await this.limits.take(perAddress, ip);
    const id = await this.newAccounts.add(username, await this.passwords.hash(password));
    if (id === null) throw new AppError('member.username-taken');
    return { id, username };
  }
}
