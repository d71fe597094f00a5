import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Page, pageOf, type Query as GivenQuery } from '#kernel/http';
import { Anyone, CurrentMember, CurrentViewer, type Member, SignedIn, type Viewer } from '#community/identity';
import type { SeenProfile } from '#community/members';
import { type RelatedMembers, RelatedMembersService } from '#community/relations';
import { Pages } from '#web/shell';
import { profilePath } from '#web/ui';
import { type ListName, PeoplePage } from './people.page.js';
import { profileTexts } from './profile.texts.js';
import { isSelf, personOf } from './profile-views.js';
import { ShownProfile } from './shown-profile.js';

const size = 30;

/** Lists of people: one's own, and those of others as far as everybody may see them. */
@Controller()
export class PeopleController {
  constructor(
    private readonly related: RelatedMembersService,
    private readonly profile: ShownProfile,
    private readonly pages: Pages,
  ) {}

  @Get('following')
  @SignedIn()
  ownFollowing(@CurrentMember() { username }: Member, @Res() reply: FastifyReply): void {
    this.pages.redirect(reply, `${profilePath(username)}/following`);
  }

  @Get('followers')
  @SignedIn()
  ownFollowers(@CurrentMember() { username }: Member, @Res() reply: FastifyReply): void {
    this.pages.redirect(reply, `${profilePath(username)}/followers`);
  }

  /** Nobody else's business. */
  @Get('friends')
  @SignedIn()
  async friends(
    @CurrentMember() member: Member,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const page = pageIn(query);
    const found = await this.related.listFriends(member, page);
    await this.send(request, reply, await this.profile.find(member, member.username), 'friends', page, found);
  }

  @Get('@:name/following')
  @Anyone()
  async following(
    @Param('name') name: string,
    @CurrentViewer() viewer: Viewer,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [owner, page] = [await this.profile.find(viewer, name), pageIn(query)];
    const found = await this.related.listFollowing(viewer, 'follows', owner.username, page);
    await this.send(request, reply, owner, 'following', page, found);
  }

  @Get('@:name/followers')
  @Anyone()
  async followers(
    @Param('name') name: string,
    @CurrentViewer() viewer: Viewer,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [owner, page] = [await this.profile.find(viewer, name), pageIn(query)];
    const found = await this.related.listFollowing(viewer, 'followers', owner.username, page);
    await this.send(request, reply, owner, 'followers', page, found);
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    owner: SeenProfile,
    list: ListName,
    page: Page,
    { members, total }: RelatedMembers,
  ): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const model = {
      visit,
      say: profileTexts[visit.reader.locale],
      list,
      owner: { ...personOf(owner, visit.site), isOwn: isSelf(visit.viewer, owner) },
      rows: members.map((member) => ({
        person: personOf(member, visit.site),
        bio: member.bio,
        isFollowing: member.isFollowing,
        isSelf: isSelf(visit.viewer, member),
      })),
      page: page.page,
      more: members.length > 0 && page.offset + members.length < total,
    };
    const isBehindEnd = members.length === 0 && page.page > 1;
    this.pages.send(reply, PeoplePage(model), { status: isBehindEnd ? 404 : 200 });
  }
}

const pageIn = (query: GivenQuery): Page => pageOf({ page: query['page'], page_size: String(size) });
