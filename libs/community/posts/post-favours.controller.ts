import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { looseIdFrom, type Query as GivenQuery, ValidBody, WireAnswer, WireQuery } from '#kernel/http';
import { Active, CurrentMember, type Member, SignedIn } from '#community/identity';
import { PostCollectionsService } from './post-collections.service.js';
import { PostStarsService } from './post-stars.service.js';
import { PostIdDto } from './posts.dto.js';
import { PostStatusView } from './posts.views.js';

/** Those that read never refuse an id, as on the original: what is no post is not starred. */
@Controller('v1/post')
export class PostFavoursController {
  constructor(
    private readonly stars: PostStarsService,
    private readonly collections: PostCollectionsService,
  ) {}

  @Get('star')
  @SignedIn()
  @WireAnswer({ data: PostStatusView })
  @WireQuery({ 'id?': 'id' })
  async isStarred(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<PostStatusView> {
    const postId = looseIdFrom(query, 'id');
    return { status: postId > 0 && (await this.stars.isStarred(member, postId)) };
  }

  @Post('star')
  @HttpCode(200)
  @Active()
  @WireAnswer({ data: PostStatusView, refuses: ['post.not-found', 'member.forbidden'] })
  async toggleStar(@CurrentMember() member: Member, @ValidBody() { id }: PostIdDto): Promise<PostStatusView> {
    return { status: await this.stars.toggle(member, id) };
  }

  @Get('collection')
  @SignedIn()
  @WireAnswer({ data: PostStatusView })
  @WireQuery({ 'id?': 'id' })
  async isCollected(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<PostStatusView> {
    const postId = looseIdFrom(query, 'id');
    return { status: postId > 0 && (await this.collections.isCollected(member, postId)) };
  }

  @Post('collection')
  @HttpCode(200)
  @Active()
  @WireAnswer({ data: PostStatusView, refuses: ['post.not-found', 'member.forbidden'] })
  async toggleCollection(@CurrentMember() member: Member, @ValidBody() { id }: PostIdDto): Promise<PostStatusView> {
    return { status: await this.collections.toggle(member, id) };
  }
}
