import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { Administrator, CurrentMember, type Member, MemberRolesService } from '#community/identity';
import { SetRoleDto, SetStatusDto } from './members.dto.js';

@Controller('v1/admin/user')
@Administrator()
export class MembersAdministrationController {
  constructor(private readonly roles: MemberRolesService) {}

  @Post('status')
  @HttpCode(200)
  @WireAnswer({ refuses: ['member.not-found', 'member.protected'] })
  async setStatus(@CurrentMember() member: Member, @ValidBody() { id, status }: SetStatusDto): Promise<void> {
    await this.roles.setStatus(member, id, status);
  }

  @Post('role')
  @HttpCode(200)
  @WireAnswer({ refuses: ['member.not-found', 'member.protected'] })
  async setRole(@CurrentMember() member: Member, @ValidBody() { id, is_admin }: SetRoleDto): Promise<void> {
    await this.roles.setAdministrator(member, id, is_admin);
  }
}
