import { tenantAction } from './tenant-action.js';

export const tenantRestore = tenantAction('restore', 'Take a deletion back, within the week.');
