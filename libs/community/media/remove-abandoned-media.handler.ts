import { Injectable } from '@nestjs/common';
import { Every, On, Outbox } from '#kernel/jobs';
import { AbandonedMediaLeft } from './media.events.js';
import { MediaObjectsService } from './media-objects.service.js';

@Injectable()
export class RemoveAbandonedMedia {
  constructor(
    private readonly objects: MediaObjectsService,
    private readonly outbox: Outbox,
  ) {}

  @Every('6 hours', { task: 'media.remove-abandoned', class: 'maintenance', perTenantWithin: '1 hour' })
  async handle(): Promise<void> {
    const { isAll } = await this.objects.removeAbandoned();
    if (!isAll) this.outbox.add(new AbandonedMediaLeft());
  }

  @On(AbandonedMediaLeft, { task: 'media.remove-more-abandoned', class: 'maintenance' })
  async goOn(): Promise<void> {
    await this.handle();
  }
}
