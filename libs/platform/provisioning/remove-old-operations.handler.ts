import { Injectable } from '@nestjs/common';
import { Every } from '#kernel/jobs';
import { NewTenants } from '#platform/tenants';
import { OperationsRepository } from './operations.repository.js';

/** So many in a day at most: there is one for each community that is made or removed. */
const batch = 10_000;

@Injectable()
export class RemoveOldOperations {
  constructor(
    private readonly operations: OperationsRepository,
    private readonly tenants: NewTenants,
  ) {}

  @Every('1 day', { task: 'provisioning.remove-old-operations', class: 'maintenance' })
  async handle(): Promise<void> {
    await this.operations.removeOld(batch);
    await this.tenants.removeOldFailed();
  }
}
