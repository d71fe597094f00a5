import { PermanentError } from './task.js';

const most = 4_000;

/**
 * What is kept of a failure, for operators: where it was, never what was in it. A driver's or a parser's message may
 * quote what a member wrote, so only our own words are kept, codes, and the frames of the stack.
 */
export function failureText(error: Error & { code?: unknown; constraint?: unknown; table?: unknown }): string {
  const { name, stack = '', cause } = error;
  const facts = (['code', 'constraint', 'table'] as const)
    .filter((fact) => typeof error[fact] === 'string' && /^[\w.-]{1,80}$/.test(error[fact]))
    .map((fact) => `${fact} ${String(error[fact])}`);
  const said = error instanceof PermanentError ? [`${name}: ${error.message}`] : [[name, ...facts].join(', ')];
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const inner = cause instanceof Error ? [`caused by ${failureText(cause)}`] : [];
  return [...said, ...frames, ...inner].join('\n').slice(0, most);
}
