import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { networkOf } from '#kernel/http';
import { MailCountsRepository } from './mail-counts.repository.js';

/** How often somebody may ask for a mail to whoever they name. */
@Injectable()
export class MailLimits {
  constructor(
    private readonly config: Config,
    private readonly counts: MailCountsRepository,
  ) {}

  /** False: there have been so many of `what` from this address of the network within an hour. */
  async take(what: string, mostAnHour: number, ip: string): Promise<boolean> {
    if (!this.config.rateLimits) return true;
    return this.counts.take({ what, most: mostAnHour, seconds: 3600 }, networkOf(ip));
  }
}
