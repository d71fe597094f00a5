import { type DynamicModule, Module } from '@nestjs/common';
import { CacheModule } from '#kernel/cache';
import { type Config, ConfigModule } from '#kernel/config';
import { CryptoModule } from '#kernel/crypto';
import { DatabaseModule } from '#kernel/database';
import { HttpModule } from '#kernel/http';
import { JobsModule } from '#kernel/jobs';
import { LoggingModule } from '#kernel/logging';
import { TenancyModule } from '#kernel/tenancy';
import { IdentityModule } from '#community/identity';
import { MembersModule } from '#community/members';
import { RelationsModule } from '#community/relations';
import { DomainsModule } from '#platform/domains';

const kernel = [LoggingModule, DatabaseModule, TenancyModule, JobsModule, CacheModule, CryptoModule, HttpModule];
const platform = [DomainsModule];
const community = [IdentityModule, MembersModule, RelationsModule];

/** Everything an api process is made of. */
@Module({})
export class ApiModule {
  static for(config: Config): DynamicModule {
    return { module: ApiModule, imports: [ConfigModule.for(config), ...kernel, ...platform, ...community] };
  }
}
