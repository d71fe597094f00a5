import { Global, Module } from '@nestjs/common';
import { LocalObjectStore } from './drivers/local.objects.js';
import { ObjectStore } from './object-store.js';
import { TenantObjects } from './tenant-objects.js';

@Global()
@Module({
  providers: [{ provide: ObjectStore, useClass: LocalObjectStore }, TenantObjects],
  exports: [ObjectStore, TenantObjects],
})
export class ObjectsModule {}
