import type { Coverage } from '../cases.js';

export const postPages: Coverage = {};
