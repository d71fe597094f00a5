import { Injectable } from '@nestjs/common';
import { SmsNotTaken, SmsSender } from '#kernel/sms';
import { CodeProofs } from '../../libs/community/identity/phone/code-proofs.js';
import type { Change } from './boot-api.js';
import type { Data } from './person.js';
import type { TestCommunity } from './use-community.js';

/** Remembers what a person would read in the picture. */
@Injectable()
class ReadableProofs extends CodeProofs {
  readonly codes = new Map<string, string>();
  override make(of: string, code: string): Buffer {
    if (!this.codes.has(of)) this.codes.set(of, code);
    return super.make(of, code);
  }
}

/** All phones of a test. */
class Phones extends SmsSender {
  readonly sent: { phone: string; text: string }[] = [];
  away = false;
  async send(phone: string, text: string): Promise<void> {
    if (this.away) throw new SmsNotTaken('The SMS gateway answered 500.');
    this.sent.push({ phone, text });
  }
  /** The last code that this phone shows. */
  code = (phone: string): string => /\b\d{6}\b/.exec(this.sent.findLast((sms) => sms.phone === phone)!.text)![0];
}

/** A person's eyes: what is read in pictures and on phones. */
export class ReadCodes {
  readonly phones = new Phones();

  readonly change: Change = (builder) =>
    builder.overrideProvider(CodeProofs).useClass(ReadableProofs).overrideProvider(SmsSender).useValue(this.phones);

  /** The fields by which a request says what is in a new picture. */
  async solved(community: TestCommunity): Promise<Data & { img_captcha: string }> {
    const id = (await community.guest.get('/v1/captcha'))['id'] as string;
    return { img_captcha_id: id, img_captcha: this.inPicture(community, id) };
  }

  inPicture(community: TestCommunity, id: string): string {
    return (community.app.get(CodeProofs) as ReadableProofs).codes.get(id)!;
  }
}
