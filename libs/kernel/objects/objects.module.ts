import { Global, Module } from '@nestjs/common';
import { Config } from '#kernel/config';
import { LocalObjectStore } from './drivers/local.objects.js';
import { S3ObjectStore } from './drivers/s3.objects.js';
import { DoorPatience } from './door-patience.js';
import { ObjectPasses } from './object-passes.js';
import { ObjectStore } from './object-store.js';
import { ObjectsController } from './objects.controller.js';
import { StoreNotice } from './store-notice.js';
import { TenantObjects } from './tenant-objects.js';

const chosen = (config: Config, passes: ObjectPasses): ObjectStore =>
  config.s3Endpoint || config.s3Bucket ? new S3ObjectStore(config) : new LocalObjectStore(config, passes);

/** Needs Arrivals, which the community provides. */
@Global()
@Module({
  controllers: [ObjectsController],
  providers: [
    { provide: ObjectStore, useFactory: chosen, inject: [Config, ObjectPasses] },
    DoorPatience,
    ObjectPasses,
    StoreNotice,
    TenantObjects,
  ],
  exports: [ObjectStore, TenantObjects],
})
export class ObjectsModule {}
