import type { Coverage } from '../cases.js';

export const timelinePages: Coverage = {};
