import { Module } from '@nestjs/common';
import { MembersModule } from '#community/members';
import { BlocksController } from './blocks.controller.js';
import { BlocksRepository } from './blocks.repository.js';
import { BlocksService } from './blocks.service.js';
import { FollowsController } from './follows.controller.js';
import { FollowsRepository } from './follows.repository.js';
import { FollowsService } from './follows.service.js';
import { FriendshipsController } from './friendships.controller.js';
import { FriendshipsRepository } from './friendships.repository.js';
import { FriendshipsService } from './friendships.service.js';
import { MemberPairRepository } from './member-pair.repository.js';
import { RelatedMembersController } from './related-members.controller.js';
import { RelatedMembersQueries } from './related-members.queries.js';
import { RelatedMembersService } from './related-members.service.js';
import { TrendsController } from './trends.controller.js';
import { TrendsQueries } from './trends.queries.js';
import { TrendsService } from './trends.service.js';

@Module({
  imports: [MembersModule],
  controllers: [FollowsController, FriendshipsController, BlocksController, RelatedMembersController, TrendsController],
  providers: [
    MemberPairRepository,
    FollowsService,
    FollowsRepository,
    FriendshipsService,
    FriendshipsRepository,
    BlocksService,
    BlocksRepository,
    RelatedMembersService,
    RelatedMembersQueries,
    TrendsService,
    TrendsQueries,
  ],
  exports: [FollowsService, FriendshipsService, BlocksService, RelatedMembersService, TrendsService],
})
export class RelationsModule {}
