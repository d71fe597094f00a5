import { Controller, Get, Query } from '@nestjs/common';
import { Config } from '#kernel/config';
import {
  MadeOf,
  type Query as GivenQuery,
  sharedAmongGuests,
  textFrom,
  WireAnswer,
  type WireJson,
  wireObject,
  WireQuery,
} from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { Anyone, CurrentMember, CurrentViewer, type Member, SignedIn, type Viewer } from '#community/identity';
import { MembersService } from './members.service.js';
import { ProfileView, profileView, SuggestedMembersView } from './profile.view.js';

/** Other members. */
@Controller('v1')
export class ProfilesController {
  constructor(
    private readonly members: MembersService,
    private readonly config: Config,
  ) {}

  @Get('user/profile')
  @Anyone()
  @MadeOf('member')
  @WireQuery({ username: 'text' })
  @WireAnswer({ data: ProfileView, refuses: ['member.not-found'] })
  async read(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    const seen = await this.members.getProfile(viewer, textFrom(query, 'username'));
    const view = profileView(seen, this.config.publicUrl(tenantScope.current().primaryHost));
    return sharedAmongGuests(viewer, wireObject(JSON.stringify(view)));
  }

  @Get('suggest/users')
  @SignedIn()
  @WireQuery({ 'k?': 'text' })
  @WireAnswer({ data: SuggestedMembersView })
  async suggest(@CurrentMember() member: Member, @Query() { k }: GivenQuery): Promise<SuggestedMembersView> {
    return { suggest: await this.members.suggest(member, typeof k === 'string' ? k : '') };
  }
}
