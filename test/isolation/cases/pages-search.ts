import type { Coverage } from '../cases.js';

export const searchPages: Coverage = {};
