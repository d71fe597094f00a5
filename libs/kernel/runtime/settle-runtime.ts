import { setFlagsFromString } from 'node:v8';
import { keepTickShape } from './tick-shape.js';

/**
 * By how many percent the heap may grow before garbage is collected. By itself V8 lets it grow to the fourfold on a
 * machine with much memory, of which all that was ever taken counts as used.
 */
const heapGrowth = 50;

/** To be called first of all in a process that lives long, before anything large is loaded. */
export function settleRuntime(): void {
  keepTickShape();
  setFlagsFromString(`--heap-growing-percent=${heapGrowth}`);
}
