import { Global, Module } from '@nestjs/common';
import { MemberAuthentication } from './member-authentication.js';
import { MemberTokens } from './member-tokens.js';
import { SessionsRepository } from './sessions.repository.js';

/** Global, because the guards of every room's routes need it. */
@Global()
@Module({
  providers: [MemberAuthentication, MemberTokens, SessionsRepository],
  exports: [MemberAuthentication],
})
export class IdentityModule {}
