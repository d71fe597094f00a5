export { Arrivals } from './arrivals.js';
export { rangeOf } from './byte-range.js';
export { InvalidObjectKey, isObjectKey } from './object-key.js';
export {
  type ByteRange,
  type FormRules,
  type ListedObject,
  type ObjectInfo,
  type ObjectPart,
  ObjectStore,
  type OpenObject,
  type SignedForm,
  type SignedReading,
  smallestPart,
} from './object-store.js';
export { ObjectsModule } from './objects.module.js';
export { tenantFolder, TenantObjects } from './tenant-objects.js';
export { StoreUnusable } from './store-unusable.js';
