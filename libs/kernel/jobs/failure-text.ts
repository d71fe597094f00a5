import { PermanentError } from './task.js';

const most = 4_000;
const deepest = 5;
/** A line of a stack and nothing else: `at name (file:1:2)` or `at file:1:2`. */
const frame = /^\s+at (?:(?:async |new )*[\w$.<>[\]# ]+ \()?(?:file:\/\/|node:|\/)[\w$@.\-+/[\]%]+(?::\d+){1,2}\)?$/;

/**
 * What is kept of a failure, for operators: where it was, never what was in it. A driver's or a parser's message may
 * quote what a member wrote, so only our own words are kept, codes, and the frames of the stack.
 */
export function failureText(thrown: unknown): string {
  return describe(thrown, 0).slice(0, most);
}

function describe(thrown: unknown, depth: number): string {
  if (!(thrown instanceof Error)) return `Something that is no error: ${typeof thrown}`;
  const said =
    thrown instanceof PermanentError ? `${thrown.name}: ${thrown.message}` : [thrown.name, ...facts(thrown)].join(', ');
  const inner = thrown.cause && depth < deepest ? [`caused by ${describe(thrown.cause, depth + 1)}`] : [];
  return [said, ...frames(thrown), ...inner].join('\n');
}

const facts = (error: Error & { code?: unknown; constraint?: unknown; table?: unknown }): string[] =>
  (['code', 'constraint', 'table'] as const)
    .filter((fact) => typeof error[fact] === 'string' && /^[\w.-]{1,80}$/.test(error[fact]))
    .map((fact) => `${fact} ${String(error[fact])}`);

/** Below the message only, for that may have lines which look like frames. */
function frames({ message, stack = '' }: Error): string[] {
  const at = stack.indexOf(message);
  return at < 0
    ? []
    : stack
        .slice(at + message.length)
        .split('\n')
        .filter((line) => frame.test(line));
}
