import { tenantAction } from './tenant-action.js';

export const tenantDelete = tenantAction(
  'delete',
  'Delete a community: out of reach at once, removed for good after a time of grace.',
);
