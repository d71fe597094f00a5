import { Global, Module } from '@nestjs/common';
import { EarlyViewers } from '#kernel/http';
import { MemberCountsReconciler } from './member-counts.reconciler.js';
import { MemberEarlyViewers } from './member-early-viewers.js';
import { MembersController } from './members.controller.js';
import { MembersQueries } from './members.queries.js';
import { MembersRepository } from './members.repository.js';
import { MembersService } from './members.service.js';
import { ProfilesController } from './profiles.controller.js';
import { ViewerTiesQueries } from './viewer-ties.queries.js';
import { ViewerTiesService } from './viewer-ties.service.js';

/** Global, because what answers early asks who is there. */
@Global()
@Module({
  controllers: [MembersController, ProfilesController],
  providers: [
    { provide: EarlyViewers, useClass: MemberEarlyViewers },
    MembersService,
    MembersRepository,
    MemberCountsReconciler,
    MembersQueries,
    ViewerTiesQueries,
    ViewerTiesService,
  ],
  exports: [EarlyViewers, MembersService, ViewerTiesService],
})
export class MembersModule {}
