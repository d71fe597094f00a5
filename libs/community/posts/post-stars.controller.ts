import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { type Query as GivenQuery, ValidBody } from '#kernel/http';
import { Active, CurrentMember, type Member, SignedIn } from '#community/identity';
import { PostStarsService } from './post-stars.service.js';
import { StarPostDto, type StarPostView } from './posts.dto.js';

@Controller('v1/post/star')
export class PostStarsController {
  constructor(private readonly stars: PostStarsService) {}

  /** Never refuses an id, as on the original: what is no post is not starred. */
  @Get()
  @SignedIn()
  async read(@CurrentMember() member: Member, @Query() { id }: GivenQuery): Promise<StarPostView> {
    const postId = typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : 0;
    return { status: postId > 0 && (await this.stars.isStarred(member, postId)) };
  }

  @Post()
  @HttpCode(200)
  @Active()
  async toggle(@CurrentMember() member: Member, @ValidBody() { id }: StarPostDto): Promise<StarPostView> {
    return { status: await this.stars.toggle(member, id) };
  }
}
