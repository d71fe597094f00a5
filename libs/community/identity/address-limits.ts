import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import { Config } from '#kernel/config';
import { AppError, networkOf } from '#kernel/http';
import { CountersRepository, type Limit } from './counters.repository.js';

const sweepEvery = 600;

/** How often one address may do what costs something. Not for what protects an account: that is never switched off. */
@Injectable()
export class AddressLimits {
  constructor(
    private readonly counters: CountersRepository,
    private readonly cache: Cache,
    private readonly config: Config,
  ) {}

  async take(limit: Limit, ip: string): Promise<void> {
    await this.tidy();
    if (!this.config.rateLimits) return;
    if (!(await this.counters.take(limit, networkOf(ip)))) throw new AppError('request.too-many');
  }

  /** For whoever adds a row that is of use for a while only: now and then it takes away what no longer is. */
  async tidy(): Promise<void> {
    await this.cache.get('identity.swept', sweepEvery, () => this.sweep());
  }

  private async sweep(): Promise<object> {
    await this.counters.sweep();
    return {};
  }
}
