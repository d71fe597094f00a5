import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { Every, On, Outbox } from '#kernel/jobs';
import { AbandonedMediaLeft } from '../media.events.js';
import { MediaObjectsService } from '../media-objects.service.js';

@Injectable()
export class RemoveAbandonedMedia {
  constructor(
    private readonly objects: MediaObjectsService,
    private readonly outbox: Outbox,
  ) {}

  @Every('6 hours', { task: 'media.remove-abandoned', class: 'maintenance', perTenantWithin: '1 hour' })
  async begin(): Promise<void> {
    await this.remove(0);
  }

  @On(AbandonedMediaLeft, { task: 'media.remove-more-abandoned', class: 'maintenance' })
  async goOn({ afterId }: AbandonedMediaLeft): Promise<void> {
    await this.remove(afterId);
  }

  private async remove(after: Id): Promise<void> {
    const last = await this.objects.removeAbandoned(after);
    if (last !== null) this.outbox.add(new AbandonedMediaLeft(last));
  }
}
