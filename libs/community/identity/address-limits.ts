import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { AppError, networkOf } from '#kernel/http';
import { CountersRepository, type Limit } from './counters.repository.js';

/** How often one address may do what costs something. Not for what protects an account: that is never switched off. */
@Injectable()
export class AddressLimits {
  constructor(
    private readonly counters: CountersRepository,
    private readonly config: Config,
  ) {}

  async take(limit: Limit, ip: string): Promise<void> {
    if (!this.config.rateLimits) return;
    if (!(await this.counters.take(limit, networkOf(ip)))) throw new AppError('request.too-many');
  }
}
