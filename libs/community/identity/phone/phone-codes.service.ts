import { Injectable } from '@nestjs/common';
import { AppError } from '#kernel/http';
import { CommunitySettings } from '#community/site';
import { AddressLimits } from '../address-limits.js';
import { requireActive } from '../member.guards.js';
import type { Viewer } from '../member.js';
import { CaptchasService } from './captchas.service.js';
import { PhoneCodeDelivery } from './phone-code-delivery.js';
import { phoneNumber } from './phone-number.js';

export interface CodeRequest {
  readonly phone: string;
  readonly captcha: { readonly id: string; readonly digits: string };
  readonly ip: string;
}

const perAddress = { purpose: 'sms-from', most: 20, seconds: 3600 };

/** Codes that are sent to phones, so that somebody can prove they hold one. */
@Injectable()
export class PhoneCodesService {
  constructor(
    private readonly settings: CommunitySettings,
    private readonly captchas: CaptchasService,
    private readonly limits: AddressLimits,
    private readonly delivery: PhoneCodeDelivery,
  ) {}

  /** A member's code is theirs alone: nobody else can use it, or use it up. */
  async request(viewer: Viewer, { phone, captcha, ip }: CodeRequest): Promise<void> {
    if (viewer) requireActive(viewer);
    if (!(await this.settings.get()).allowPhoneBind) throw new AppError('site.feature-off', {}, phonesOff);
    const number = phoneNumber(phone);
    await this.captchas.solve(captcha.id, captcha.digits);
    await this.limits.take(perAddress, ip);
    await this.delivery.send(number, viewer?.id ?? null);
  }
}

export const phonesOff = 'This community takes no phone numbers.';
