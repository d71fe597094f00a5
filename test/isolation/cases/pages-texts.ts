import type { Coverage } from '../cases.js';

export const textsPages: Coverage = {};
