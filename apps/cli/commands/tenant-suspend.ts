import { tenantAction } from './tenant-action.js';

export const tenantSuspend = tenantAction('suspend', 'Close a community for a time: its hosts answer 503.');
