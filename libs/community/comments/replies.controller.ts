import { Controller, Delete, HttpCode, Ip, Post } from '@nestjs/common';
import { InvalidRequest, ValidBody } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { addressFrom, lengthOf } from '#community/posts';
import { CommentIdDto, PublishReplyDto, type ReplyView } from './comments.dto.js';
import { RepliesService } from './replies.service.js';

const longestReply = 1000;

@Controller('v1/post/comment/reply')
export class RepliesController {
  constructor(private readonly replies: RepliesService) {}

  @Post()
  @HttpCode(200)
  @Active()
  async publish(
    @CurrentMember() member: Member,
    @ValidBody() { comment_id, content, at_user_id = 0 }: PublishReplyDto,
    @Ip() ip: string,
  ): Promise<ReplyView> {
    if (!content.trim()) throw new InvalidRequest(['content must not be empty']);
    if (lengthOf(content) > longestReply)
      throw new InvalidRequest([`content must have at most ${longestReply} characters`]);
    const atMemberId = Number.isSafeInteger(at_user_id) && at_user_id > 0 ? at_user_id : null;
    const draft = { commentId: comment_id, content, atMemberId, ip: addressFrom(ip) };
    const made = await this.replies.publish(member, draft);
    const times = { created_on: made.createdOn, modified_on: made.createdOn, deleted_on: 0, is_del: 0 } as const;
    const people = { user_id: member.id, at_user_id: made.atMemberId ?? 0 };
    return { id: made.id, ...times, comment_id, ...people, content, ip_loc: '', thumbs_up_count: 0 };
  }

  @Delete()
  @Active()
  async remove(@CurrentMember() member: Member, @ValidBody() { id }: CommentIdDto): Promise<void> {
    await this.replies.remove(member, id);
  }
}
