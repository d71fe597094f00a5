import type { Coverage } from '../cases.js';

export const messagesPages: Coverage = {};
