import { tenantAction } from './tenant-action.js';

export const tenantResume = tenantAction('resume', 'End a suspension: the community is as it was before.');
