import { Module } from '@nestjs/common';
import { SearchModule } from '#community/search';
import { TimelinesModule } from '#community/timelines';
import { ShownPostsModule } from '../posts/shown-posts.module.js';
import { ShownResults } from './found-views.js';
import { SearchPagesController } from './search.controller.js';
import { SuggestionsController } from './suggestions.controller.js';

@Module({
  imports: [SearchModule, ShownPostsModule, TimelinesModule],
  controllers: [SearchPagesController, SuggestionsController],
  providers: [ShownResults],
})
export class SearchPagesModule {}
