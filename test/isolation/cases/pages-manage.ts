import type { Coverage } from '../cases.js';

export const managePages: Coverage = {};
