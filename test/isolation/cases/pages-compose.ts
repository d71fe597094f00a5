import type { Coverage } from '../cases.js';

export const composePages: Coverage = {};
