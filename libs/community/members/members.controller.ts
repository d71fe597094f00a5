import { Controller, Get } from '@nestjs/common';
import { Config } from '#kernel/config';
import { tenantScope } from '#kernel/scope';
import { CurrentMember, type Member, SignedIn } from '#community/identity';
import { memberInfo, type MemberInfoView } from './member-info.view.js';
import { MembersService } from './members.service.js';

@Controller('v1/user')
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly config: Config,
  ) {}

  @Get('info')
  @SignedIn()
  async info(@CurrentMember() member: Member): Promise<MemberInfoView> {
    return memberInfo(await this.members.getOwn(member), this.config.publicUrl(tenantScope.current().primaryHost));
  }
}
