import { type DynamicModule, Module } from '@nestjs/common';
import { CacheModule } from '#kernel/cache';
import { type Config, ConfigModule } from '#kernel/config';
import { CryptoModule } from '#kernel/crypto';
import { DatabaseModule } from '#kernel/database';
import { HttpModule } from '#kernel/http';
import { JobsModule } from '#kernel/jobs';
import { LoggingModule } from '#kernel/logging';
import { ObjectsModule } from '#kernel/objects';
import { TenancyModule } from '#kernel/tenancy';
import { CommentsModule } from '#community/comments';
import { IdentityModule } from '#community/identity';
import { MediaModule } from '#community/media';
import { MembersModule } from '#community/members';
import { MessagesModule } from '#community/messages';
import { PostsModule } from '#community/posts';
import { RelationsModule } from '#community/relations';
import { TimelinesModule } from '#community/timelines';
import { AuditModule } from '#platform/audit';
import { DomainsModule } from '#platform/domains';
import { OperatorsModule } from '#platform/operators';
import { ProvisioningModule } from '#platform/provisioning';
import { TenantsModule } from '#platform/tenants';
import { SiteModule } from '#web/site';

const kernel = [
  LoggingModule,
  DatabaseModule,
  TenancyModule,
  JobsModule,
  CacheModule,
  CryptoModule,
  ObjectsModule,
  HttpModule,
];
const platform = [OperatorsModule, AuditModule, TenantsModule, DomainsModule];
const community = [
  IdentityModule,
  MembersModule,
  RelationsModule,
  MediaModule,
  PostsModule,
  CommentsModule,
  TimelinesModule,
  MessagesModule,
];

/** Everything an api process is made of. */
@Module({})
export class ApiModule {
  /** `root`: the project's folder, for compiled files lie elsewhere. */
  static for(config: Config, root: string): DynamicModule {
    const imports = [
      ConfigModule.for(config),
      ...kernel,
      ...platform,
      ProvisioningModule.for(root),
      ...community,
      SiteModule,
    ];
    return { module: ApiModule, imports };
  }
}
