import { Controller, Get, HttpCode, Ip, Post, Query } from '@nestjs/common';
import { idFrom, type Query as GivenQuery, ValidBody, type WireJson, wireObject } from '#kernel/http';
import { Active, Anyone, CurrentMember, CurrentViewer, type Member, type Viewer } from '#community/identity';
import { MediaUrls } from '#community/media';
import { addressFrom } from './address.js';
import { composeBlocks, postBlocks } from './post-blocks.js';
import { composeMentions, composeTags } from './post-tags.js';
import { PostViews } from './post-views.js';
import { visibilityFromWire } from './post-visibility.js';
import { PublishPostDto } from './posts.dto.js';
import { PostsService } from './posts.service.js';

@Controller('v1/post')
export class PostsController {
  constructor(
    private readonly posts: PostsService,
    private readonly views: PostViews,
    private readonly media: MediaUrls,
  ) {}

  @Post()
  @HttpCode(200)
  @Active()
  async publish(
    @CurrentMember() member: Member,
    @ValidBody() { contents, tags, users, visibility }: PublishPostDto,
    @Ip() ip: string,
  ): Promise<WireJson> {
    const card = await this.posts.publish(member, {
      blocks: composeBlocks(contents, postBlocks, this.media),
      tags: composeTags(tags),
      mentions: composeMentions(users),
      visibility: visibilityFromWire(visibility ?? 0),
      ip: addressFrom(ip),
    });
    return wireObject(this.views.json(card));
  }

  @Get()
  @Anyone()
  async read(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    return wireObject(this.views.json(await this.posts.getCard(viewer, idFrom(query, 'id'))));
  }
}
