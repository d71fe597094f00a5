import { Controller, Delete, Get, Headers, HttpCode, Ip, Post, Query } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import {
  addressFrom,
  idFrom,
  MadeOf,
  type Query as GivenQuery,
  sharedAmongGuests,
  ValidBody,
  WireAnswer,
  type WireJson,
  wireObject,
  WireQuery,
} from '#kernel/http';
import { Active, Anyone, CurrentMember, CurrentViewer, type Member, type Viewer } from '#community/identity';
import { MediaUrls } from '#community/media';
import { CommunitySettings, WalletAvailability } from '#community/site';
import { composeDraft } from './post-drafts.js';
import { PostRemovalService } from './post-removal.service.js';
import { PostViews } from './post-views.js';
import { PostIdDto, PublishPostDto } from './posts.dto.js';
import { PostsService } from './posts.service.js';
import { PostView } from './posts.views.js';
import { requestKeyOf } from './request-key.js';

@Controller('v1/post')
export class PostsController {
  constructor(
    private readonly posts: PostsService,
    private readonly removal: PostRemovalService,
    private readonly views: PostViews,
    private readonly media: MediaUrls,
    private readonly settings: CommunitySettings,
    private readonly wallet: WalletAvailability,
  ) {}

  /** The same request within five seconds, or with the same key within a day, makes one post. */
  @Post()
  @HttpCode(200)
  @Active()
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'Known for a day.' })
  @WireAnswer({
    data: PostView,
    refuses: ['post.not-published', 'post.not-found', 'member.forbidden', 'site.feature-off', 'request.key-reused'],
  })
  async publish(
    @CurrentMember() member: Member,
    @ValidBody() body: PublishPostDto,
    @Ip() ip: string,
    @Headers('idempotency-key') key?: string,
  ): Promise<WireJson> {
    const conditions = { settings: await this.settings.get(), hasWallet: await this.wallet.isOn() };
    const draft = composeDraft(body, conditions, this.media);
    const request = requestKeyOf(key, draft);
    return wireObject(this.views.json(await this.posts.publish(member, { ...draft, ip: addressFrom(ip), request })));
  }

  @Get()
  @Anyone()
  @WireAnswer({ data: PostView, refuses: ['post.not-found', 'member.forbidden'] })
  @WireQuery({ id: 'id' })
  @MadeOf('post', 'member')
  async read(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    return sharedAmongGuests(
      viewer,
      wireObject(this.views.json(await this.posts.getCard(viewer, idFrom(query, 'id')))),
    );
  }

  @Delete()
  @Active()
  @WireAnswer({ refuses: ['post.not-found', 'member.forbidden'] })
  async remove(@CurrentMember() member: Member, @ValidBody() { id }: PostIdDto): Promise<void> {
    await this.removal.remove(member, id);
  }
}
