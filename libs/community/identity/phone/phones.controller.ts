import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { CurrentMember, Unbanned } from '../current-member.js';
import type { Member } from '../member.js';
import { BindPhoneDto } from './phone.dto.js';
import { PhonesService } from './phones.service.js';

@Controller('v1/user/phone')
export class PhonesController {
  constructor(private readonly phones: PhonesService) {}

  @Post()
  @HttpCode(200)
  @Unbanned()
  @WireAnswer({
    refuses: ['site.feature-off', 'member.sms-wrong', 'member.sms-used-up', 'member.phone-taken'],
  })
  async bind(@CurrentMember() member: Member, @ValidBody() { phone, captcha }: BindPhoneDto): Promise<void> {
    await this.phones.bind(member, phone, captcha);
  }
}
