export type { SignupPolicy, SignupRequest, SignupStanding, SignupState } from './signup.js';
export { RemoveOldSignups } from './remove-old-signups.handler.js';
export { SignupChecks } from './signup-checks.js';
export type { SignupField } from './signup-problems.js';
export { SignupStandings } from './signup-standings.js';
export { SignupInvalid } from './signups.errors.js';
export { SignupsModule } from './signups.module.js';
export { SignupsService } from './signups.service.js';
