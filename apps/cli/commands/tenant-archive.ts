import { tenantAction } from './tenant-action.js';

export const tenantArchive = tenantAction(
  'archive',
  'Close a community until it is restored: its hosts answer 410, and all of it is kept.',
);
