import { Global, Module } from '@nestjs/common';
import { SecuredHosts } from './host-witness.js';
import { TenantDirectory } from './tenant-directory.js';

/** Needs a TenantSource and a HostWitness, which the platform provides. */
@Global()
@Module({ providers: [SecuredHosts, TenantDirectory], exports: [SecuredHosts, TenantDirectory] })
export class TenancyModule {}
