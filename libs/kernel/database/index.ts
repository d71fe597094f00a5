export { AffinePool } from './affine-pool.js';
export { Broadcast } from './broadcast.js';
export { generateBaseline } from './baseline.js';
export { CatalogueUnknown, differences, readCatalogue, type Catalogue } from './catalogue.js';
export { Clock } from './clock.js';
export { ClusterDatabase } from './cluster-database.js';
export { ClusterLock } from './cluster-lock.js';
export { Clusters, declareEntities, type Cluster } from './clusters.js';
export { CountColumn, CreatedAt, GeneratedId, IdColumn, ReferenceColumn, TimeColumn } from './columns.js';
export { DatabaseModule } from './database.module.js';
export {
  CommitLost,
  ConnectionUnsafe,
  DatabaseUnavailable,
  isServerBusy,
  sqlState,
  UnitMisused,
  violatedConstraint,
} from './errors.js';
export type { Id } from './ids.js';
export { Listener } from './listener.js';
export {
  baselinePath,
  MigrationRefused,
  readBaseline,
  readMigrations,
  type Baseline,
  type Migration,
  type Migrations,
} from './migration-files.js';
export { Migrator, type TenantMigrationOptions, type TenantMigrationResult } from './migrator.js';
export { inTransaction, withOwnerConnection } from './owner-connection.js';
export { PlatformDatabase } from './platform-database.js';
export { DatabaseNotReady, setUpCluster, type SetUpOptions } from './set-up.js';
export { TableWrites, type Written } from './table-writes.js';
export { TenantDatabase } from './tenant-database.js';
export type { TenantFailure, TenantProgress } from './tenant-migrations.js';
export { enterTenant, tenantNames, type TenantNames } from './tenant-names.js';
export {
  createTenantSchema,
  dropTenantSchema,
  ensureRoles,
  tenantBlueprint,
  type TenantBlueprint,
} from './tenant-schemas.js';
export type { Deferral, Row, UnitOptions } from './unit-of-work.js';
export { WarmOwnerConnection } from './warm-owner-connection.js';
