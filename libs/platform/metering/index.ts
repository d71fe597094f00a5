export { MeteringModule } from './metering.module.js';
export { longestAsked, UsageHours } from './usage-hours.service.js';
export type { UsedHour } from './usage-hours.queries.js';
