import type { Coverage } from '../cases.js';

export const accountPages: Coverage = {};
