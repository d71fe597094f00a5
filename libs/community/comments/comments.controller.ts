import { Controller, Delete, Get, Headers, HttpCode, Ip, Post, Query } from '@nestjs/common';
import {
  addressFrom,
  idFrom,
  MadeOf,
  pageOf,
  pagerOf,
  type Query as GivenQuery,
  sharedAmongGuests,
  ValidBody,
  WireAnswer,
  type WireJson,
  wirePage,
  WireQuery,
} from '#kernel/http';
import { Active, Anyone, CurrentMember, CurrentViewer, type Member, type Viewer } from '#community/identity';
import { MediaUrls } from '#community/media';
import { CommunitySettings } from '#community/site';
import { composeComment } from './comment-drafts.js';
import { CommentRemovalsService } from './comment-removals.service.js';
import { CommentViews } from './comment-views.js';
import { CommentIdDto, PublishCommentDto } from './comments.dto.js';
import { CommentsService } from './comments.service.js';
import { CommentView, NewCommentView } from './comments.views.js';

@Controller('v1/post')
export class CommentsController {
  constructor(
    private readonly comments: CommentsService,
    private readonly removals: CommentRemovalsService,
    private readonly views: CommentViews,
    private readonly media: MediaUrls,
    private readonly settings: CommunitySettings,
  ) {}

  @Get('comments')
  @Anyone()
  @MadeOf('comment', 'post', 'member', 'setting')
  @WireQuery({ id: 'id', 'style?': ['default', 'hots', 'newest'] }, { paged: true })
  @WireAnswer({ page: CommentView, refuses: ['member.forbidden'] })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    const page = pageOf(query, await this.settings.pageLimits());
    const { style } = query;
    const known = style === 'hots' || style === 'newest' ? style : 'default';
    const { cards, total } = await this.comments.list(viewer, idFrom(query, 'id'), known, page);
    const json = cards.map((card) => this.views.json(card));
    return sharedAmongGuests(viewer, wirePage(json, pagerOf(page, total)));
  }

  @Post('comment')
  @HttpCode(200)
  @Active()
  @WireAnswer({
    data: NewCommentView,
    refuses: [
      'post.not-found',
      'member.forbidden',
      'post.locked',
      'comment.too-many',
      'comment.not-published',
      'request.key-reused',
    ],
  })
  async publish(
    @CurrentMember() member: Member,
    @ValidBody() { post_id: postId, ...given }: PublishCommentDto,
    @Ip() ip: string,
    @Headers('idempotency-key') key?: string,
  ): Promise<NewCommentView> {
    const said = composeComment(postId, given, this.media, key);
    const { id, createdOn } = await this.comments.publish(member, { ...said, ip: addressFrom(ip) });
    const times = { created_on: createdOn, modified_on: createdOn, deleted_on: 0, is_del: 0 } as const;
    const counts = { is_essense: 0, reply_count: 0, thumbs_up_count: 0 } as const;
    return { id, ...times, post_id: postId, user_id: member.id, ip_loc: '', ...counts };
  }

  @Delete('comment')
  @Active()
  @WireAnswer({ refuses: ['comment.not-found', 'member.forbidden'] })
  async remove(@CurrentMember() member: Member, @ValidBody() { id }: CommentIdDto): Promise<void> {
    await this.removals.removeComment(member, id);
  }
}
