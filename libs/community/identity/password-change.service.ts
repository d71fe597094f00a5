import { Injectable } from '@nestjs/common';
import { Passwords } from '#kernel/crypto';
import { TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { passwordRefusal } from './credentials.js';
import type { Device } from './device.js';
import { LoginsRepository } from './logins.repository.js';
import { MemberAuthentication } from './member-authentication.js';
import type { Member } from './member.js';
import { PasswordChecks } from './password-checks.js';

@Injectable()
export class PasswordChangeService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly checks: PasswordChecks,
    private readonly logins: LoginsRepository,
    private readonly passwords: Passwords,
    private readonly authentication: MemberAuthentication,
  ) {}

  /** Ends every session of the member, also this one: here at once, elsewhere within 2 s. */
  async change(member: Member, given: { old: string; new: string }, { ip }: Device): Promise<void> {
    const weak = passwordRefusal(given.new);
    if (weak) throw new AppError(weak);
    const account = await this.checks.check({ id: member.id }, given.old, { ip, refusal: 'member.password-wrong' });
    const hash = await this.passwords.hash(given.new);
    await this.db.transaction(async () => {
      if (!(await this.logins.replacePassword(account, hash))) throw new AppError('member.password-wrong');
      this.authentication.forgetMember(member.id);
    });
  }
}
