import { Global, Module } from '@nestjs/common';
import { Clock } from './clock.js';
import { Clusters } from './clusters.js';
import { PlatformDatabase } from './platform-database.js';
import { TenantDatabase } from './tenant-database.js';

/** The clusters are opened by whoever composes the process, before the first statement. */
@Global()
@Module({
  providers: [Clock, Clusters, PlatformDatabase, TenantDatabase],
  exports: [Clock, Clusters, PlatformDatabase, TenantDatabase],
})
export class DatabaseModule {}
