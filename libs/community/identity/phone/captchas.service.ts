import { randomBytes, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hashSecret } from '#kernel/crypto';
import { AppError } from '#kernel/http';
import { AddressLimits } from '../address-limits.js';
import { captchaDigits, captchaPicture } from './captcha-picture.js';
import { CaptchasRepository } from './captchas.repository.js';
import { CodeProofs } from './code-proofs.js';

const secondsValid = 300;
const perAddress = { purpose: 'captcha-from', most: 30, seconds: 60 };

/** Pictures of digits, which a person can read. Each is good for one try. */
@Injectable()
export class CaptchasService {
  constructor(
    private readonly captchas: CaptchasRepository,
    private readonly proofs: CodeProofs,
    private readonly limits: AddressLimits,
  ) {}

  async create(ip: string): Promise<{ id: string; picture: string }> {
    await this.limits.take(perAddress, ip);
    const id = randomBytes(16).toString('hex');
    const digits = randomDigits(captchaDigits);
    const picture = await captchaPicture(digits);
    await this.captchas.add(hashSecret(id), this.proofs.make(id, digits), secondsValid);
    return { id, picture };
  }

  /** Uses the picture up, also by a wrong answer. */
  async solve(id: string, digits: string): Promise<void> {
    const proof = await this.captchas.take(hashSecret(id));
    if (!proof || !this.proofs.isRight(proof, id, digits.trim())) throw new AppError('member.captcha-wrong');
  }
}

/** Nobody foresees them. */
export const randomDigits = (count: number): string => String(randomInt(10 ** count)).padStart(count, '0');
