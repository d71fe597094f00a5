import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { CurrentMember, type Member, Unbanned } from '#community/identity';
import { WhisperDto } from './messages.dto.js';
import { WhispersService } from './whispers.service.js';

@Controller('v1/user/whisper')
export class WhispersController {
  constructor(private readonly whispers: WhispersService) {}

  @Post()
  @HttpCode(200)
  @Unbanned()
  @WireAnswer({ refuses: ['whisper.to-self', 'whisper.not-sent', 'whisper.limit', 'relation.blocked'] })
  async send(@CurrentMember() member: Member, @ValidBody() { user_id, content }: WhisperDto): Promise<void> {
    await this.whispers.send(member, user_id, content);
  }
}
