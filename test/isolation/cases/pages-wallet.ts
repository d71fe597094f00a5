import type { Coverage } from '../cases.js';

export const walletPages: Coverage = {};
