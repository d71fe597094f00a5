import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { MediaReleased } from '../media.events.js';
import { MediaObjectsService } from '../media-objects.service.js';

@Injectable()
export class RemoveUnusedMedia {
  constructor(private readonly objects: MediaObjectsService) {}

  @On(MediaReleased, { task: 'media.remove-unused', class: 'maintenance' })
  async handle({ objectIds }: MediaReleased): Promise<void> {
    await this.objects.removeUnused(objectIds);
  }
}
