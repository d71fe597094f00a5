import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { looseIdFrom, type Query as GivenQuery, ValidBody, WireAnswer, WireQuery } from '#kernel/http';
import { Active, CurrentMember, type Member, SignedIn } from '#community/identity';
import type { Favour } from './favour.js';
import { PostFavoursService } from './post-favours.service.js';
import { PostIdDto } from './posts.dto.js';
import { PostStatusView } from './posts.views.js';

/** Those that read never refuse an id, as on the original: what is no post is not starred. */
@Controller('v1/post')
export class PostFavoursController {
  constructor(private readonly favours: PostFavoursService) {}

  @Get('star')
  @SignedIn()
  @WireAnswer({ data: PostStatusView })
  @WireQuery({ 'id?': 'id' })
  async isStarred(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<PostStatusView> {
    return this.read('star', member, query);
  }

  @Post('star')
  @HttpCode(200)
  @Active()
  @WireAnswer({ data: PostStatusView, refuses: ['post.not-found', 'member.forbidden'] })
  async toggleStar(@CurrentMember() member: Member, @ValidBody() { id }: PostIdDto): Promise<PostStatusView> {
    return { status: await this.favours.toggle('star', member, id) };
  }

  @Get('collection')
  @SignedIn()
  @WireAnswer({ data: PostStatusView })
  @WireQuery({ 'id?': 'id' })
  async isCollected(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<PostStatusView> {
    return this.read('collection', member, query);
  }

  @Post('collection')
  @HttpCode(200)
  @Active()
  @WireAnswer({ data: PostStatusView, refuses: ['post.not-found', 'member.forbidden'] })
  async toggleCollection(@CurrentMember() member: Member, @ValidBody() { id }: PostIdDto): Promise<PostStatusView> {
    return { status: await this.favours.toggle('collection', member, id) };
  }

  private async read(favour: Favour, member: Member, query: GivenQuery): Promise<PostStatusView> {
    const postId = looseIdFrom(query, 'id');
    return { status: postId > 0 && (await this.favours.exists(favour, member, postId)) };
  }
}
