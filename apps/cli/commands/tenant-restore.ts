import { tenantAction } from './tenant-action.js';

export const tenantRestore = tenantAction(
  'restore',
  'Take back a deletion, within its time of grace, or an archiving: the community is as it was before.',
);
