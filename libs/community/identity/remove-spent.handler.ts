import { Injectable } from '@nestjs/common';
import { Every, On, Outbox } from '#kernel/jobs';
import { CountersRepository } from './counters.repository.js';
import { SpentLeft } from './identity.events.js';
import { SessionsRepository } from './sessions.repository.js';

const batch = 2_000;

/** Takes away what proves nothing any more: codes, captchas, counters, invitations and sessions that have run out. */
@Injectable()
export class RemoveSpent {
  constructor(
    private readonly counters: CountersRepository,
    private readonly sessions: SessionsRepository,
    private readonly outbox: Outbox,
  ) {}

  @Every('6 hours', { task: 'identity.remove-spent', class: 'maintenance', perTenantWithin: '1 hour' })
  async handle(): Promise<void> {
    const [codes, sessions] = await Promise.all([this.counters.sweep(batch), this.sessions.sweep(batch)]);
    if (codes === batch || sessions === batch) this.outbox.add(new SpentLeft());
  }

  @On(SpentLeft, { task: 'identity.remove-more-spent', class: 'maintenance' })
  async goOn(): Promise<void> {
    await this.handle();
  }
}
