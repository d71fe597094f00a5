import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { CurrentMember, type Member, Unbanned } from '#community/identity';
import { AvatarsService } from './avatars.service.js';
import { AvatarDto } from './media.dto.js';

@Controller('v1/user/avatar')
export class AvatarsController {
  constructor(private readonly avatars: AvatarsService) {}

  @Post()
  @HttpCode(200)
  @Unbanned()
  @WireAnswer()
  async choose(@CurrentMember() member: Member, @ValidBody() { avatar }: AvatarDto): Promise<void> {
    await this.avatars.choose(member, avatar);
  }
}
