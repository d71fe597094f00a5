export { EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres.js';
export { EmbeddedPostgresError } from './errors.js';
export { makeDataDir } from './place.js';
export { isAlive, recordOf, type ProcessRecord } from './processes.js';
export { ProcessLock } from './process-lock.js';
