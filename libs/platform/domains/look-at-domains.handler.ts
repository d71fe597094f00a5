import { Injectable } from '@nestjs/common';
import { Every } from '#kernel/jobs';
import { DomainProofs } from './domain-proofs.service.js';
import { DomainsRepository } from './domains.repository.js';

/** At once, each of which waits for the DNS most of the time. */
const batch = 8;
/** In one run; the next one goes on. */
const mostBatches = 100;

/** Claims that are not proven yet, later and later; those that are, every day: each row says when it is looked at next. */
@Injectable()
export class LookAtDomains {
  constructor(
    private readonly claims: DomainsRepository,
    private readonly proofs: DomainProofs,
  ) {}

  @Every('1 minute', { task: 'domains.look', class: 'outbound', inUnit: false })
  async handle(): Promise<void> {
    for (let number = 0; number < mostBatches; number += 1) {
      const due = await this.claims.takeDue(batch);
      const looked = await Promise.allSettled(due.map((look) => this.proofs.lookAt(look)));
      const failed = looked.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason; // once all others have ended
      if (due.length < batch) break;
    }
    await this.claims.removeOldQuarantines();
  }
}
