import { Global, Module } from '@nestjs/common';
import { TenantSource } from '#kernel/tenancy';
import { TenantHostsQueries } from './tenant-hosts.queries.js';

@Global()
@Module({ providers: [{ provide: TenantSource, useClass: TenantHostsQueries }], exports: [TenantSource] })
export class DomainsModule {}
