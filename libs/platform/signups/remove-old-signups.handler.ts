import { Injectable } from '@nestjs/common';
import { Every } from '#kernel/jobs';
import { SignupsRepository } from './signups.repository.js';

const batch = 10_000;

/** What was asked for a month ago is nobody's business any more. */
@Injectable()
export class RemoveOldSignups {
  constructor(private readonly signups: SignupsRepository) {}

  @Every('1 day', { task: 'signups.remove-old', class: 'maintenance' })
  async handle(): Promise<void> {
    await this.signups.removeOld(batch);
  }
}
