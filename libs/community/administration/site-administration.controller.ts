import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { Administrator, CurrentMember, type Member, PresenceService } from '#community/identity';
import { SitePicturesService } from '#community/media';
import { CommunityFigures, type Settings, SettingsAdministration, siteProfile } from '#community/site';
import {
  ChooseLogoDto,
  EditableSiteProfileView,
  profileChanges,
  readonlyFields,
  SaveSiteProfileDto,
  SiteStatusView,
} from './site.dto.js';

const startedOn = Math.floor(performance.timeOrigin / 1000);

@Controller('v1/admin/site')
@Administrator()
export class SiteAdministrationController {
  constructor(
    private readonly settings: SettingsAdministration,
    private readonly figures: CommunityFigures,
    private readonly presence: PresenceService,
    private readonly pictures: SitePicturesService,
  ) {}

  @Get('profile')
  @WireAnswer({ data: EditableSiteProfileView })
  async profile(): Promise<EditableSiteProfileView> {
    return editable(await this.settings.read());
  }

  @Post('profile')
  @HttpCode(200)
  @WireAnswer({ data: EditableSiteProfileView })
  async saveProfile(
    @CurrentMember() member: Member,
    @ValidBody() body: SaveSiteProfileDto,
  ): Promise<EditableSiteProfileView> {
    return editable(await this.settings.save(member.id, profileChanges(body)));
  }

  @Post('logo')
  @HttpCode(200)
  @WireAnswer()
  async chooseLogo(@CurrentMember() member: Member, @ValidBody() { content }: ChooseLogoDto): Promise<void> {
    await this.pictures.choose(member, content);
  }

  @Get('status')
  @WireAnswer({ data: SiteStatusView })
  async status(): Promise<SiteStatusView> {
    const [members, { now, most }] = await Promise.all([this.figures.membersNow(), this.presence.read()]);
    return {
      register_user_count: members,
      online_user_count: now,
      history_max_online: most,
      server_up_time: startedOn,
    };
  }
}

/** As chosen, where clients are told what works of it. */
const editable = (settings: Settings): EditableSiteProfileView =>
  Object.assign(siteProfile(settings), { readonly_fields: [...readonlyFields] });
