import type { Coverage } from '../cases.js';

export const profilePages: Coverage = {};
