export { InvalidObjectKey, isObjectKey } from './object-key.js';
export { type ByteRange, type ObjectInfo, ObjectStore, type OpenObject } from './object-store.js';
export { ObjectsModule } from './objects.module.js';
export { tenantFolder, TenantObjects } from './tenant-objects.js';
