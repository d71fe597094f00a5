import { Module } from '@nestjs/common';
import { MembersModule } from '#community/members';
import { RelationsModule } from '#community/relations';
import { TimelinesModule } from '#community/timelines';
import { ShownPostsModule } from '../posts/shown-posts.module.js';
import { BefriendController } from './befriend.controller.js';
import { PeopleController } from './people.controller.js';
import { ProfileController } from './profile.controller.js';
import { ShownProfile } from './shown-profile.js';
import { TiesController } from './ties.controller.js';

@Module({
  imports: [MembersModule, RelationsModule, ShownPostsModule, TimelinesModule],
  controllers: [ProfileController, PeopleController, BefriendController, TiesController],
  providers: [ShownProfile],
})
export class ProfilePagesModule {}
