import { Injectable } from '@nestjs/common';
import { hashSecret, randomSecret } from '#kernel/crypto';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError, type WireErrorName } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { Log } from '#kernel/logging';
import { tenantScope } from '#kernel/scope';
import { SmsSender } from '#kernel/sms';
import { CommunitySettings } from '#community/site';
import { randomDigits } from './captchas.service.js';
import { CodeProofs } from './code-proofs.js';
import { type NewPhoneCode, PhoneCodesRepository, type Reservation } from './phone-codes.repository.js';
import { phoneTexts } from './phone.texts.js';

const refusals: Readonly<Record<Exclude<Reservation, 'taken'>, WireErrorName>> = {
  'too-soon': 'member.sms-too-soon',
  'used-up': 'member.sms-limit',
};

/** Brings a code to a phone, within what a phone may be sent. */
@Injectable()
export class PhoneCodeDelivery {
  constructor(
    private readonly db: TenantDatabase,
    private readonly codes: PhoneCodesRepository,
    private readonly proofs: CodeProofs,
    private readonly settings: CommunitySettings,
    private readonly sms: SmsSender,
    private readonly log: Log,
  ) {}

  /**
   * Counted before it is sent, so that no race and no crash sends one too many. What the sender does not take is no
   * message of the day, but keeps its minute.
   */
  async send(phone: string, memberId: Id | null): Promise<void> {
    const digits = randomDigits(6);
    const proof = this.proofs.make(phone, digits);
    const code = { hash: hashSecret(randomSecret()), phone, proof, memberId };
    await this.reserve(code);
    const { name, locale } = tenantScope.current();
    try {
      await this.sms.send(phone, phoneTexts[localeOf(locale) ?? 'en'].code(name, digits));
    } catch (error) {
      this.log.warn('An SMS could not be sent.', error as Error);
      await this.codes.giveBack(code);
      throw new AppError('member.sms-failed');
    }
  }

  private async reserve(code: NewPhoneCode): Promise<void> {
    const timeZone = await this.settings.timeZone();
    await this.db.transaction(async () => {
      const reservation = await this.codes.reserve(code.phone, timeZone);
      if (reservation !== 'taken') throw new AppError(refusals[reservation]);
      await this.codes.add(code);
    });
  }
}
