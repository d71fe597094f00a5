import { Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { Anyone, CurrentViewer } from '../current-member.js';
import { CurrentDevice, type Device } from '../device.js';
import type { Viewer } from '../member.js';
import { CaptchasService } from './captchas.service.js';
import { PhoneCodesService } from './phone-codes.service.js';
import { CaptchaView, SendCodeDto } from './phone.dto.js';

@Controller('v1/captcha')
export class CaptchaController {
  constructor(
    private readonly captchas: CaptchasService,
    private readonly codes: PhoneCodesService,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @WireAnswer({ data: CaptchaView, refuses: ['request.too-many'] })
  async create(@CurrentDevice() { ip }: Device): Promise<CaptchaView> {
    const { id, picture } = await this.captchas.create(ip);
    return { id, b64s: picture };
  }

  @Post()
  @HttpCode(200)
  @Anyone()
  @WireAnswer({
    refuses: [
      'site.feature-off',
      'member.banned',
      'member.captcha-wrong',
      'member.sms-too-soon',
      'member.sms-limit',
      'member.sms-failed',
      'request.too-many',
    ],
  })
  async send(
    @CurrentViewer() viewer: Viewer,
    @ValidBody() body: SendCodeDto,
    @CurrentDevice() { ip }: Device,
  ): Promise<void> {
    const captcha = { id: body.img_captcha_id, digits: body.img_captcha };
    await this.codes.request(viewer, { phone: body.phone, captcha, ip });
  }
}
