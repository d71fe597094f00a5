import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { CurrentMember, type Member, Unbanned } from '#community/identity';
import { FriendshipsService } from './friendships.service.js';
import { FormerFriendDto, FriendRequestDto, OtherMemberDto } from './relations.dto.js';

@Controller('v1/friend')
@Unbanned()
export class FriendshipsController {
  constructor(private readonly friendships: FriendshipsService) {}

  @Post('requesting')
  @HttpCode(200)
  @WireAnswer({
    refuses: ['site.feature-off', 'friend.self', 'friend.not-found', 'relation.blocked', 'request.too-many'],
  })
  async request(@CurrentMember() member: Member, @ValidBody() { user_id, greetings }: FriendRequestDto): Promise<void> {
    await this.friendships.request(member, user_id, greetings);
  }

  @Post('add')
  @HttpCode(200)
  @WireAnswer({
    refuses: ['site.feature-off', 'friend.act-on-self', 'friend.not-found', 'friend.not-added', 'relation.blocked'],
  })
  async accept(@CurrentMember() member: Member, @ValidBody() { user_id }: OtherMemberDto): Promise<void> {
    await this.friendships.accept(member, user_id);
  }

  @Post('reject')
  @HttpCode(200)
  @WireAnswer({ refuses: ['site.feature-off', 'friend.act-on-self', 'friend.not-found', 'friend.not-rejected'] })
  async refuse(@CurrentMember() member: Member, @ValidBody() { user_id }: OtherMemberDto): Promise<void> {
    await this.friendships.refuse(member, user_id);
  }

  /** Takes a request back that nobody has answered. */
  @Post('withdraw')
  @HttpCode(200)
  @WireAnswer({ refuses: ['site.feature-off', 'friend.act-on-self', 'friend.not-found'] })
  async withdraw(@CurrentMember() member: Member, @ValidBody() { user_id }: OtherMemberDto): Promise<void> {
    await this.friendships.withdraw(member, user_id);
  }

  @Post('delete')
  @HttpCode(200)
  @WireAnswer({ refuses: ['site.feature-off', 'friend.act-on-self', 'friend.not-found'] })
  async end(@CurrentMember() member: Member, @ValidBody() { user_id }: FormerFriendDto): Promise<void> {
    await this.friendships.end(member, user_id ?? 0);
  }
}
