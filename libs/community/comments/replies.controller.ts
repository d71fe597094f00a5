import { Controller, Delete, Headers, HttpCode, Ip, Post } from '@nestjs/common';
import { addressFrom, ValidBody, WireAnswer } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { composeReply } from './comment-drafts.js';
import { CommentRemovalsService } from './comment-removals.service.js';
import { CommentIdDto, PublishReplyDto } from './comments.dto.js';
import { NewReplyView } from './comments.views.js';
import { RepliesService } from './replies.service.js';

@Controller('v1/post/comment/reply')
export class RepliesController {
  constructor(
    private readonly replies: RepliesService,
    private readonly removals: CommentRemovalsService,
  ) {}

  @Post()
  @HttpCode(200)
  @Active()
  @WireAnswer({
    data: NewReplyView,
    refuses: ['reply.not-published', 'member.forbidden', 'post.locked', 'relation.blocked', 'request.key-reused'],
  })
  async publish(
    @CurrentMember() member: Member,
    @ValidBody() { comment_id, content, at_user_id }: PublishReplyDto,
    @Ip() ip: string,
    @Headers('idempotency-key') key?: string,
  ): Promise<NewReplyView> {
    const said = composeReply(comment_id, { content, at_user_id }, key);
    const made = await this.replies.publish(member, { ...said, ip: addressFrom(ip) });
    const times = { created_on: made.createdOn, modified_on: made.createdOn, deleted_on: 0, is_del: 0 } as const;
    const people = { user_id: member.id, at_user_id: made.atMemberId ?? 0 };
    return { id: made.id, ...times, comment_id, ...people, content, ip_loc: '', thumbs_up_count: 0 };
  }

  @Delete()
  @Active()
  @WireAnswer({ refuses: ['reply.not-found', 'member.forbidden'] })
  async remove(@CurrentMember() member: Member, @ValidBody() { id }: CommentIdDto): Promise<void> {
    await this.removals.removeReply(member, id);
  }
}
