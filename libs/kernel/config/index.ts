export { BuildInfo } from './build-info.js';
export { Config, ConfigError, loadConfig, settings } from './config.js';
export { ConfigModule } from './config.module.js';
export { partOfEnvironment } from './environment.js';
export type { Setting } from './setting.js';
export { StartError } from './start-error.js';
export { type TaskClass, taskClasses } from './task-concurrency.js';
