import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { CommentHighlightsService } from './comment-highlights.service.js';
import { CommentIdDto } from './comments.dto.js';
import { HighlightCommentView } from './comments.views.js';

@Controller('v1/post/comment/highlight')
export class CommentHighlightsController {
  constructor(private readonly highlights: CommentHighlightsService) {}

  @Post()
  @HttpCode(200)
  @Active()
  @WireAnswer({
    data: HighlightCommentView,
    refuses: ['comment.highlight-failed', 'member.forbidden'],
  })
  async toggle(@CurrentMember() member: Member, @ValidBody() { id }: CommentIdDto): Promise<HighlightCommentView> {
    return { highlight_status: Number(await this.highlights.toggle(member, id)) };
  }
}
