import { Injectable } from '@nestjs/common';
import { Every } from '#kernel/jobs';
import { MailCountsRepository } from './mail-counts.repository.js';

const batch = 10_000;

@Injectable()
export class RemoveOldCounts {
  constructor(private readonly counts: MailCountsRepository) {}

  @Every('1 hour', { task: 'mails.remove-old-counts', class: 'maintenance' })
  async handle(): Promise<void> {
    await this.counts.removeOld(batch);
  }
}
