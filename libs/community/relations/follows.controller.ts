import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { Anyone, CurrentViewer, requireActive, type Viewer } from '#community/identity';
import { FollowsService } from './follows.service.js';
import { OtherMemberDto } from './relations.dto.js';

/** Loose routes on the wire, where a dead session is told to sign in like any other guest. */
@Controller('v1/user')
@Anyone()
export class FollowsController {
  constructor(private readonly follows: FollowsService) {}

  @Post('follow')
  @HttpCode(200)
  @WireAnswer({
    refuses: [
      'auth.token-invalid',
      'member.banned',
      'follow.self',
      'member.not-found',
      'relation.blocked',
      'request.too-many',
    ],
  })
  async follow(@CurrentViewer() viewer: Viewer, @ValidBody() { user_id }: OtherMemberDto): Promise<void> {
    await this.follows.follow(requireActive(viewer), user_id);
  }

  @Post('unfollow')
  @HttpCode(200)
  @WireAnswer({ refuses: ['auth.token-invalid', 'member.banned', 'unfollow.self', 'member.not-found'] })
  async unfollow(@CurrentViewer() viewer: Viewer, @ValidBody() { user_id }: OtherMemberDto): Promise<void> {
    await this.follows.unfollow(requireActive(viewer), user_id);
  }
}
