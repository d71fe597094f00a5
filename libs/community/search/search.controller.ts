import { Controller, Get } from '@nestjs/common';
import { WireAnswer } from '#kernel/http';
import { TenantRebuild } from '#kernel/search-mirror';
import { Administrator } from '#community/identity';

@Controller('v1/sync/index')
export class SearchController {
  constructor(private readonly rebuild: TenantRebuild) {}

  /** Has the search index of the community made anew, in the background; GET on the wire. */
  @Get()
  @Administrator()
  @WireAnswer()
  async sync(): Promise<void> {
    await this.rebuild.request();
  }
}
