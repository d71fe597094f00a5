import { Injectable } from '@nestjs/common';
import { Every } from '#kernel/jobs';
import { Log } from '#kernel/logging';
import { StoreCheckService } from './store-check.service.js';

@Injectable()
export class CheckStore {
  constructor(
    private readonly check: StoreCheckService,
    private readonly log: Log,
  ) {}

  @Every('1 day', { task: 'media.check-store', class: 'maintenance', perTenantWithin: '4 hours', inUnit: false })
  async handle(): Promise<void> {
    const { objects, files, ...differences } = await this.check.run();
    const found = { objects, files, ...differences };
    if (differences.spared > 0)
      this.log.error('Too much in the store has no file for that to be so. Is this the database of this store?', found);
    else if (differences.lost > 0) this.log.error('The store has lost the bytes of files.', found);
    else if (Object.values(differences).some((count) => count > 0))
      this.log.warn('The store differed from the files that it is to have.', found);
  }
}
