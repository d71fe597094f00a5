import { Global, Module } from '@nestjs/common';
import { TenantDirectory } from './tenant-directory.js';

/** Needs a TenantSource, which the platform provides. */
@Global()
@Module({ providers: [TenantDirectory], exports: [TenantDirectory] })
export class TenancyModule {}
