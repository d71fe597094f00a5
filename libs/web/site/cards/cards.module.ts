import { Module } from '@nestjs/common';
import { MembersModule } from '#community/members';
import { PostsModule } from '#community/posts';
import { RelationsModule } from '#community/relations';
import { TopicsModule } from '#community/topics';
import { ShownPostsModule } from '../posts/shown-posts.module.js';
import { CardPrinter } from './card-printer.js';
import { CardSources } from './card-sources.js';
import { CardsController } from './cards.controller.js';
import { PublicMembers } from './public-members.js';
import { SentCards } from './sent-cards.js';

/** Pictures of what pages show, for those with whom they are shared. */
@Module({
  imports: [MembersModule, PostsModule, RelationsModule, ShownPostsModule, TopicsModule],
  controllers: [CardsController],
  providers: [CardPrinter, CardSources, PublicMembers, SentCards],
})
export class CardPagesModule {}
