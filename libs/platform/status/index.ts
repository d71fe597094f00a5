export { affectsAll } from './affects.js';
export {
  type Announcement,
  type Incident,
  type IncidentState,
  type IncidentUpdate,
  type Maintenance,
  phaseOf,
  type Words,
  wordsIn,
} from './notices.js';
export { NoticesService } from './notices.service.js';
export { type Component, components, type ComponentState, overall, type Overall, type Probed } from './probes.js';
export { type Look, Probes } from './probes.service.js';
export { type Notices, type Pressing, StatusBoard } from './status-board.js';
export { StatusModule } from './status.module.js';
