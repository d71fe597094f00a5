import { setTimeout } from 'node:timers/promises';
import { sqlState } from './errors.js';

const lockTimeout = '55P03';
const deadlock = '40P01';
const mostAttempts = 6;

/** Tries a whole transaction again when it stood in the way of others, later and later. */
export async function patiently<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      const state = sqlState(error);
      if ((state !== lockTimeout && state !== deadlock) || attempt === mostAttempts) throw error;
      await setTimeout(100 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}
