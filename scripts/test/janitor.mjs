/**
 * Outlives the runner. Its standard input is a pipe whose other end the runner holds: when that
 * ends, for whatever reason (also kill -9), nothing of the run is left running.
 */
import { mark, removeLeftovers } from './leftovers.mjs';

const folder = process.argv[2];
let group;
let text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  text += chunk;
  group = Number(/^group (\d+)\n/m.exec(text)?.[1]) || undefined;
});
process.stdin.on('end', () => {
  removeLeftovers({ folder, group }).catch((error) => console.error(`${mark} ${folder}: ${error.message}`));
});
