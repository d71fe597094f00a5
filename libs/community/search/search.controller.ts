import { Controller, Get } from '@nestjs/common';
import { WireAnswer } from '#kernel/http';
import { Administrator } from '#community/identity';
import { SearchRebuildService } from './search-rebuild.service.js';

@Controller('v1/sync/index')
export class SearchController {
  constructor(private readonly rebuild: SearchRebuildService) {}

  /** Has the index of posts made anew, in the background; GET on the wire. */
  @Get()
  @Administrator()
  @WireAnswer()
  async sync(): Promise<void> {
    await this.rebuild.request();
  }
}
