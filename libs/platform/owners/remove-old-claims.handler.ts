import { Injectable } from '@nestjs/common';
import { Every } from '#kernel/jobs';
import { OwnersRepository } from './owners.repository.js';

const batch = 10_000;

@Injectable()
export class RemoveOldClaims {
  constructor(private readonly owners: OwnersRepository) {}

  @Every('1 day', { task: 'owners.remove-old', class: 'maintenance' })
  async handle(): Promise<void> {
    await this.owners.removeOld(batch);
  }
}
