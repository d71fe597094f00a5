import { type DynamicModule, Module } from '@nestjs/common';
import { CacheModule } from '#kernel/cache';
import { type Config, ConfigModule } from '#kernel/config';
import { CryptoModule } from '#kernel/crypto';
import { DatabaseModule } from '#kernel/database';
import { DnsModule } from '#kernel/dns';
import { HttpModule } from '#kernel/http';
import { JobsModule } from '#kernel/jobs';
import { LoggingModule } from '#kernel/logging';
import { MailModule } from '#kernel/mail';
import { MetricsModule } from '#kernel/metrics';
import { ObjectsModule } from '#kernel/objects';
import { QuotasModule } from '#kernel/quotas';
import { OutboundModule } from '#kernel/outbound';
import { SearchIndexModule } from '#kernel/search-index';
import { SearchMirrorModule } from '#kernel/search-mirror';
import { SignalsModule } from '#kernel/signals';
import { SmsModule } from '#kernel/sms';
import { TenancyModule } from '#kernel/tenancy';
import { AdministrationModule } from '#community/administration';
import { CommentsModule } from '#community/comments';
import { IdentityModule } from '#community/identity';
import { LiveModule } from '#community/live';
import { MediaModule } from '#community/media';
import { MembersModule } from '#community/members';
import { MessagesModule } from '#community/messages';
import { PostsModule } from '#community/posts';
import { RelationsModule } from '#community/relations';
import { SearchModule } from '#community/search';
import { CommunitySiteModule } from '#community/site';
import { TimelinesModule } from '#community/timelines';
import { TopicsModule } from '#community/topics';
import { WalletModule } from '#community/wallet';
import { AuditModule } from '#platform/audit';
import { DomainsModule } from '#platform/domains';
import { PlatformJobsModule } from '#platform/jobs';
import { PlansModule } from '#platform/plans';
import { OperatorAccountsModule } from '#platform/operator-accounts';
import { MailsModule } from '#platform/mails';
import { OperatorsModule } from '#platform/operators';
import { OwnersModule } from '#platform/owners';
import { ProvisioningModule } from '#platform/provisioning';
import { PlatformSearchModule } from '#platform/search';
import { SignupsModule } from '#platform/signups';
import { SupportModule } from '#platform/support';
import { TenantsModule } from '#platform/tenants';
import { StatusModule } from '#platform/status';
import { WebhooksModule } from '#platform/webhooks';
import { ApexModule } from '#web/apex';
import { ManageModule } from '#web/manage';
import { SiteModule } from '#web/site';
import { StatusPagesModule } from '#web/status';

const kernel = [
  LoggingModule,
  MetricsModule,
  DatabaseModule,
  TenancyModule,
  CacheModule,
  SignalsModule,
  CryptoModule,
  ObjectsModule,
  SearchIndexModule,
  SearchMirrorModule,
  SmsModule,
  DnsModule,
  MailModule,
  OutboundModule,
  HttpModule,
  QuotasModule,
];
const platform = [
  OperatorsModule,
  AuditModule,
  MailsModule,
  OwnersModule,
  OperatorAccountsModule,
  TenantsModule,
  SupportModule,
  DomainsModule,
  PlansModule,
  PlatformJobsModule,
  PlatformSearchModule,
  WebhooksModule,
  StatusModule,
];
export const communityModules = [
  CommunitySiteModule,
  IdentityModule,
  MembersModule,
  RelationsModule,
  MediaModule,
  TopicsModule,
  PostsModule,
  CommentsModule,
  SearchModule,
  TimelinesModule,
  MessagesModule,
  LiveModule,
  WalletModule,
  AdministrationModule,
];

/** Everything an api process is made of. */
@Module({})
export class ApiModule {
  /** `root`: the project's folder, for compiled files lie elsewhere. */
  static for(config: Config, root: string): DynamicModule {
    const imports = [
      ConfigModule.for(config, root),
      ...kernel,
      JobsModule.for(root),
      ...platform,
      ProvisioningModule.for(root),
      SignupsModule,
      ...communityModules,
      SiteModule,
      ManageModule,
      ApexModule,
      StatusPagesModule,
    ];
    return { module: ApiModule, imports };
  }
}
