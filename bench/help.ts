import { names } from './registry.js';
import { kindOf, kinds } from './results/kinds.js';

/** For whoever asks by --help; the measures are explained in docs/performance.md. */
export function help(): string {
  const ofKind = (kind: string) => names.filter((name) => kindOf(name) === kind);
  const lists = kinds.filter((kind) => ofKind(kind).length > 0).map((kind) => `  ${kind}: ${ofKind(kind).join(', ')}`);
  return `npm run bench                      takes every measure
npm run bench -- login,post_create takes those named
npm run bench:profile -- login     takes one with the server under V8's profiler, and draws a flame graph

One JSON line per measure on standard output, progress on standard error; the lines as a file and as a picture
in build/bench. Exit code 1: a measure could not be taken, or an answer was wrong.

Measures (docs/performance.md says what each is):
${lists.join('\n')}
`;
}
