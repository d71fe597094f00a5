import { Controller, Get, HttpCode, Ip, Post, Query } from '@nestjs/common';
import {
  addressFrom,
  idFrom,
  type Query as GivenQuery,
  ValidBody,
  WireAnswer,
  type WireJson,
  wireObject,
  WireQuery,
} from '#kernel/http';
import { Active, Anyone, CurrentMember, CurrentViewer, type Member, type Viewer } from '#community/identity';
import { PostEditsService } from './post-edits.service.js';
import { PostRepostsService } from './post-reposts.service.js';
import { PostViews } from './post-views.js';
import { EditPostDto, PostIdDto } from './posts.dto.js';
import { PostsService } from './posts.service.js';
import { PostRevisionsView, PostView } from './posts.views.js';

/** What the original has not: to say it better, to see what was said, and to pass on what others said. */
@Controller('v1/post')
export class PostEditsController {
  constructor(
    private readonly posts: PostsService,
    private readonly edits: PostEditsService,
    private readonly reposts: PostRepostsService,
    private readonly views: PostViews,
  ) {}

  @Post('edit')
  @HttpCode(200)
  @Active()
  @WireAnswer({
    data: PostView,
    refuses: ['post.not-published', 'post.not-found', 'member.forbidden', 'site.feature-off'],
  })
  async edit(@CurrentMember() member: Member, @ValidBody() body: EditPostDto): Promise<WireJson> {
    await this.edits.edit(member, body);
    return wireObject(this.views.json(await this.posts.getCard(member, body.id)));
  }

  @Get('revisions')
  @Anyone()
  @WireAnswer({ data: PostRevisionsView, refuses: ['post.not-found', 'member.forbidden'] })
  @WireQuery({ id: 'id' })
  async revisions(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    const revisions = await this.posts.listRevisions(viewer, idFrom(query, 'id'));
    return wireObject(`{"list":[${revisions.map((revision) => this.views.revisionJson(revision)).join(',')}]}`);
  }

  @Post('repost')
  @HttpCode(200)
  @Active()
  @WireAnswer({ data: PostView, refuses: ['post.quote-refused', 'post.not-found', 'member.forbidden'] })
  async repost(@CurrentMember() member: Member, @ValidBody() { id }: PostIdDto, @Ip() ip: string): Promise<WireJson> {
    return wireObject(this.views.json(await this.reposts.repost(member, id, addressFrom(ip))));
  }
}
