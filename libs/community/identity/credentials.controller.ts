import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { ChangePasswordDto } from './auth.dto.js';
import { CurrentMember, SignedIn, Unbanned } from './current-member.js';
import { CurrentDevice, type Device } from './device.js';
import type { Member } from './member.js';
import { PasswordChangeService } from './password-change.service.js';
import { SessionDto, SessionsView, sessionView } from './sessions.dto.js';
import { SessionsService } from './sessions.service.js';

/** By what a member gets in, and where they are. */
@Controller('v1/user')
export class CredentialsController {
  constructor(
    private readonly passwords: PasswordChangeService,
    private readonly sessions: SessionsService,
  ) {}

  @Post('password')
  @HttpCode(200)
  @Unbanned()
  @WireAnswer({
    refuses: ['member.password-length', 'member.password-wrong', 'member.login-locked'],
  })
  async changePassword(
    @CurrentMember() member: Member,
    @ValidBody() body: ChangePasswordDto,
    @CurrentDevice() device: Device,
  ): Promise<void> {
    await this.passwords.change(member, { old: body.old_password, new: body.password }, device);
  }

  @Get('sessions')
  @SignedIn()
  @WireAnswer({ data: SessionsView })
  async list(@CurrentMember() member: Member): Promise<SessionsView> {
    return { list: (await this.sessions.list(member)).map((session) => sessionView(session, member.sessionId)) };
  }

  @Post('session/revoke')
  @HttpCode(200)
  @SignedIn()
  @WireAnswer({ refuses: ['session.not-found'] })
  async revoke(@CurrentMember() member: Member, @ValidBody() { id }: SessionDto): Promise<void> {
    await this.sessions.revoke(member, id);
  }
}
