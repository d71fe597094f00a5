import { Module } from '@nestjs/common';
import { MembersController } from './members.controller.js';
import { MembersQueries } from './members.queries.js';
import { MembersRepository } from './members.repository.js';
import { MembersService } from './members.service.js';
import { ProfilesController } from './profiles.controller.js';
import { MemberCountsReconciler } from './member-counts.reconciler.js';

@Module({
  controllers: [MembersController, ProfilesController],
  providers: [MembersService, MembersRepository, MemberCountsReconciler, MembersQueries],
  exports: [MembersService],
})
export class MembersModule {}
