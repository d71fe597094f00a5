import type { Coverage } from '../cases.js';

export const topicsPages: Coverage = {};
