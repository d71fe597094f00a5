import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody } from '#kernel/http';
import { Anyone, CurrentViewer, requireActive, type Viewer } from '#community/identity';
import { FollowDto } from './follows.dto.js';
import { FollowsService } from './follows.service.js';

/** Loose routes on the wire, where a dead session is told to sign in like any other guest. */
@Controller('v1/user')
export class FollowsController {
  constructor(private readonly follows: FollowsService) {}

  @Post('follow')
  @HttpCode(200)
  @Anyone()
  async follow(@CurrentViewer() viewer: Viewer, @ValidBody() { user_id }: FollowDto): Promise<void> {
    await this.follows.follow(requireActive(viewer), user_id);
  }

  @Post('unfollow')
  @HttpCode(200)
  @Anyone()
  async unfollow(@CurrentViewer() viewer: Viewer, @ValidBody() { user_id }: FollowDto): Promise<void> {
    await this.follows.unfollow(requireActive(viewer), user_id);
  }
}
