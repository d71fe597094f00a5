import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { PostMarksService } from './post-marks.service.js';
import { PostIdDto, PostVisibilityDto } from './posts.dto.js';
import { PostHighlightView, PostLockView, PostStickView, PostVisibilityView } from './posts.views.js';

@Controller('v1/post')
export class PostMarksController {
  constructor(private readonly marks: PostMarksService) {}

  @Post('lock')
  @HttpCode(200)
  @Active()
  @WireAnswer({ data: PostLockView, refuses: ['post.not-locked', 'member.forbidden'] })
  async lock(@CurrentMember() member: Member, @ValidBody() { id }: PostIdDto): Promise<PostLockView> {
    return { lock_status: Number(await this.marks.toggleLock(member, id)) };
  }

  /** For administrators; but whether there is such a post is decided first, as on the original. */
  @Post('stick')
  @HttpCode(200)
  @Active()
  @WireAnswer({ data: PostStickView, refuses: ['post.not-pinned', 'member.forbidden'] })
  async stick(@CurrentMember() member: Member, @ValidBody() { id }: PostIdDto): Promise<PostStickView> {
    return { top_status: Number(await this.marks.toggleTop(member, id)) };
  }

  @Post('highlight')
  @HttpCode(200)
  @Active()
  @WireAnswer({ data: PostHighlightView, refuses: ['post.highlight-failed', 'member.forbidden'] })
  async highlight(@CurrentMember() member: Member, @ValidBody() { id }: PostIdDto): Promise<PostHighlightView> {
    return { highlight_status: Number(await this.marks.toggleHighlight(member, id)) };
  }

  @Post('visibility')
  @HttpCode(200)
  @Active()
  @WireAnswer({
    data: PostVisibilityView,
    refuses: ['post.visibility-failed', 'member.forbidden', 'site.feature-off'],
  })
  async setVisibility(
    @CurrentMember() member: Member,
    @ValidBody() { id, visibility }: PostVisibilityDto,
  ): Promise<PostVisibilityView> {
    await this.marks.setVisibility(member, id, visibility);
    return { visibility };
  }
}
