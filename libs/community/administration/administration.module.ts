import { Global, Module } from '@nestjs/common';
import { TenantContent } from '#kernel/tenancy';
import { MembersModule } from '#community/members';
import { PostsModule } from '#community/posts';
import { TopicsModule } from '#community/topics';
import { CommunityStandingQueries } from './community-standing.queries.js';
import { CommunityStandingService } from './community-standing.service.js';
import { OwnFirstContent } from './first-content.js';
import { MembersAdministrationController } from './members-administration.controller.js';
import { MembersAdministrationQueries } from './members-administration.queries.js';
import { MembersAdministrationService } from './members-administration.service.js';
import { SettingsController } from './settings.controller.js';
import { SiteAdministrationController } from './site-administration.controller.js';
import { SuggestedPeopleService } from './suggested-people.service.js';
import { TopicsAdministrationQueries } from './topics-administration.queries.js';
import { TopicsAdministrationService } from './topics-administration.service.js';

/** Global, because provisioning looks for its TenantContent. */
@Global()
@Module({
  imports: [MembersModule, PostsModule, TopicsModule],
  providers: [{ provide: TenantContent, useClass: OwnFirstContent }],
  exports: [TenantContent],
})
class FirstContentModule {}

/** What the administrators of a community do besides what members do. */
@Module({
  imports: [FirstContentModule, TopicsModule],
  controllers: [MembersAdministrationController, SettingsController, SiteAdministrationController],
  providers: [
    CommunityStandingQueries,
    CommunityStandingService,
    MembersAdministrationQueries,
    MembersAdministrationService,
    SuggestedPeopleService,
    TopicsAdministrationQueries,
    TopicsAdministrationService,
  ],
  exports: [
    CommunityStandingService,
    MembersAdministrationService,
    SuggestedPeopleService,
    TopicsAdministrationService,
  ],
})
export class AdministrationModule {}
