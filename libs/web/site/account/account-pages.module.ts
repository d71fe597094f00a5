import { Module } from '@nestjs/common';
import { InviteController } from './invite.controller.js';
import { SignInController } from './sign-in.controller.js';

@Module({ controllers: [InviteController, SignInController] })
export class AccountPagesModule {}
