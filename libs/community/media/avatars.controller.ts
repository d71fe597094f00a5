import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { CurrentMember, type Member, Unbanned } from '#community/identity';
import { AvatarsService } from './avatars.service.js';
import { AvatarDto, CoverDto } from './media.dto.js';

@Controller('v1/user')
export class AvatarsController {
  constructor(private readonly avatars: AvatarsService) {}

  @Post('avatar')
  @HttpCode(200)
  @Unbanned()
  @WireAnswer()
  async choose(@CurrentMember() member: Member, @ValidBody() { avatar }: AvatarDto): Promise<void> {
    await this.avatars.choose(member, avatar);
  }

  /** The picture across the top of one's page. */
  @Post('cover')
  @HttpCode(200)
  @Unbanned()
  @WireAnswer()
  async chooseCover(@CurrentMember() member: Member, @ValidBody() { cover }: CoverDto): Promise<void> {
    if (cover === '') await this.avatars.remove(member, 'cover');
    else await this.avatars.choose(member, cover, 'cover');
  }
}
