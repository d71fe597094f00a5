export type { LiveEvent } from './live-connection.js';
export { LiveModule } from './live.module.js';
export { LiveService, type LiveWish } from './live.service.js';
