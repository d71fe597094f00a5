import { Injectable } from '@nestjs/common';
import { TenantDatabase, violatedConstraint } from '#kernel/database';
import { AppError, type WireErrorName } from '#kernel/http';
import { CommunitySettings } from '#community/site';
import { CountersRepository } from '../counters.repository.js';
import { MemberAuthentication } from '../member-authentication.js';
import type { Member } from '../member.js';
import { CodeProofs } from './code-proofs.js';
import { phoneKey, PhoneCodesRepository } from './phone-codes.repository.js';
import { phonesOff } from './phone-codes.service.js';
import { phoneNumber } from './phone-number.js';

/** A code lives for five minutes and five wrong guesses. */
const guesses = { purpose: 'phone-guess', most: 5, seconds: 300 };

/** The phone numbers of members. */
@Injectable()
export class PhonesService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly codes: PhoneCodesRepository,
    private readonly counters: CountersRepository,
    private readonly proofs: CodeProofs,
    private readonly settings: CommunitySettings,
    private readonly authentication: MemberAuthentication,
  ) {}

  async bind(member: Member, writtenPhone: string, code: string): Promise<void> {
    const { allowPhoneBind, maxCaptchaTimes } = await this.settings.get();
    if (!allowPhoneBind) throw new AppError('site.feature-off', {}, phonesOff);
    const phone = phoneNumber(writtenPhone);
    // Returned, not thrown: that a guess was wrong has to be written down.
    const refusal = await this.db
      .transaction(() => this.tryToBind(member, { phone, code: code.trim(), mostUses: maxCaptchaTimes }))
      .catch((error: unknown): WireErrorName => {
        if (violatedConstraint(error) !== phoneKey) throw error;
        return 'member.phone-taken';
      });
    if (refusal) throw new AppError(refusal);
  }

  /** Whether another member has the number, only who holds the phone hears. */
  private async tryToBind(
    member: Member,
    { phone, code, mostUses }: { phone: string; code: string; mostUses: number },
  ): Promise<WireErrorName | null> {
    const sent = await this.codes.lockLatest(phone, member.id);
    const guessed = sent && (await this.counters.count(guesses.purpose, String(sent.id)));
    if (!sent || guessed! >= guesses.most) return 'member.sms-wrong';
    if (!this.proofs.isRight(sent.answer, phone, code)) {
      await this.counters.take(guesses, String(sent.id));
      return 'member.sms-wrong';
    }
    if (sent.uses >= mostUses) return 'member.sms-used-up';
    if (await this.codes.isTaken(phone, member.id)) return 'member.phone-taken';
    await this.codes.bind(member.id, phone, sent.id);
    this.authentication.forgetMember(member.id);
    return null;
  }
}
