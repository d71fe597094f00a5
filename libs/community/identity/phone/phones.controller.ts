import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { CurrentMember, SignedIn } from '../current-member.js';
import { requireActive } from '../member.guards.js';
import type { Member } from '../member.js';
import { BindPhoneDto } from './phone.dto.js';
import { PhonesService } from './phones.service.js';

@Controller('v1/user/phone')
export class PhonesController {
  constructor(private readonly phones: PhonesService) {}

  /** Not for `@Active()` members only: where a phone is asked for, it is by this that one becomes active. */
  @Post()
  @HttpCode(200)
  @SignedIn()
  @WireAnswer({
    refuses: ['member.banned', 'site.feature-off', 'member.sms-wrong', 'member.sms-used-up', 'member.phone-taken'],
  })
  async bind(@CurrentMember() member: Member, @ValidBody() { phone, captcha }: BindPhoneDto): Promise<void> {
    await this.phones.bind(requireActive(member), phone, captcha);
  }
}
