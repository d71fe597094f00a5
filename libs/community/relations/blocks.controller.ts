import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { CurrentMember, type Member, Unbanned } from '#community/identity';
import { BlocksService } from './blocks.service.js';
import { OtherMemberDto } from './relations.dto.js';

@Controller('v1/user')
@Unbanned()
export class BlocksController {
  constructor(private readonly blocks: BlocksService) {}

  @Post('block')
  @HttpCode(200)
  @WireAnswer({ refuses: ['friend.act-on-self', 'member.not-found', 'request.too-many'] })
  async block(@CurrentMember() member: Member, @ValidBody() { user_id }: OtherMemberDto): Promise<void> {
    await this.blocks.block(member, user_id);
  }

  @Post('unblock')
  @HttpCode(200)
  @WireAnswer({ refuses: ['friend.act-on-self', 'member.not-found'] })
  async unblock(@CurrentMember() member: Member, @ValidBody() { user_id }: OtherMemberDto): Promise<void> {
    await this.blocks.remove('block', member, user_id);
  }

  @Post('mute')
  @HttpCode(200)
  @WireAnswer({ refuses: ['friend.act-on-self', 'member.not-found', 'request.too-many'] })
  async mute(@CurrentMember() member: Member, @ValidBody() { user_id }: OtherMemberDto): Promise<void> {
    await this.blocks.mute(member, user_id);
  }

  @Post('unmute')
  @HttpCode(200)
  @WireAnswer({ refuses: ['friend.act-on-self', 'member.not-found'] })
  async unmute(@CurrentMember() member: Member, @ValidBody() { user_id }: OtherMemberDto): Promise<void> {
    await this.blocks.remove('mute', member, user_id);
  }
}
