import { Module } from '@nestjs/common';
import { RelationsModule } from '#community/relations';
import { CommunitySiteModule } from '#community/site';
import { MembersModule } from '#community/members';
import { TopicsModule } from '#community/topics';
import { EnterController } from './enter.controller.js';
import { InviteController } from './invite.controller.js';
import { OwnPicture } from './own-picture.js';
import { SignInController } from './sign-in.controller.js';
import { SignUpController } from './sign-up.controller.js';
import { WelcomeController } from './welcome.controller.js';

@Module({
  imports: [CommunitySiteModule, MembersModule, RelationsModule, TopicsModule],
  controllers: [EnterController, InviteController, SignInController, SignUpController, WelcomeController],
  providers: [OwnPicture],
  exports: [OwnPicture],
})
export class AccountPagesModule {}
