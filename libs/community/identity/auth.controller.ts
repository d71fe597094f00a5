import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '#kernel/config';
import { ValidBody, WireAnswer } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { CommunitySettings } from '#community/site';
import { AccountsService } from './accounts.service.js';
import { CredentialsDto, RegisteredView, TokenView } from './auth.dto.js';
import { CurrentMember, SignedIn } from './current-member.js';
import { CurrentDevice, type Device } from './device.js';
import { LoginsService } from './logins.service.js';
import { mediaPass, noMediaPass } from './media-pass.js';
import type { Member } from './member.js';
import { SessionsService } from './sessions.service.js';

@Controller('v1/auth')
export class AuthController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly logins: LoginsService,
    private readonly sessions: SessionsService,
    private readonly settings: CommunitySettings,
    private readonly config: Config,
  ) {}

  @Post('register')
  @HttpCode(200)
  @WireAnswer({
    data: RegisteredView,
    refuses: [
      'member.registration-closed',
      'member.username-length',
      'member.username-characters',
      'member.username-taken',
      'member.password-length',
      'request.too-many',
    ],
  })
  async register(
    @ValidBody() { username, password }: CredentialsDto,
    @CurrentDevice() { ip }: Device,
  ): Promise<RegisteredView> {
    return this.accounts.register(username, password, ip);
  }

  @Post('login')
  @HttpCode(200)
  @WireAnswer({ data: TokenView, refuses: ['auth.wrong-credentials', 'member.login-locked', 'member.banned'] })
  async login(
    @ValidBody() { username, password }: CredentialsDto,
    @CurrentDevice() device: Device,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenView> {
    const token = await this.logins.login(username, password, device);
    if ((await this.settings.get()).membersOnly) void reply.header('set-cookie', mediaPass(token, this.cookie()));
    return { token };
  }

  @Post('logout')
  @HttpCode(200)
  @SignedIn()
  @WireAnswer()
  async logout(@CurrentMember() member: Member, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.end(member);
    if ((await this.settings.get()).membersOnly) void reply.header('set-cookie', noMediaPass());
  }

  private cookie(): { secure: boolean } {
    return { secure: this.config.publicUrl(tenantScope.current().primaryHost).startsWith('https:') };
  }
}
