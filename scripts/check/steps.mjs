import { existsSync } from 'node:fs';
import { inCheckout } from '../lib/checkout.mjs';

const tool = (...path) => inCheckout('node_modules', ...path);
const script = (name) => inCheckout('scripts', name);
const oxfmt = tool('oxfmt', 'bin', 'oxfmt');
const oxlint = tool('oxlint', 'bin', 'oxlint');

/** Each a Node program that ends with 0 when all is well; the longest first. */
export function steps() {
  const documents = script('docs.mjs');
  return [
    { name: 'specs', command: [script('test.mjs'), '--without-database', 'apps/', 'libs/'] },
    { name: 'architecture', command: [script('test.mjs'), '--without-database', 'test/architecture/'] },
    { name: 'types', command: [tool('typescript-7', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json'] },
    {
      name: 'types of scripts in pages',
      command: [tool('typescript-7', 'bin', 'tsc'), '-p', 'libs/web/client/tsconfig.json'],
    },
    {
      name: 'types of the service worker',
      command: [tool('typescript-7', 'bin', 'tsc'), '-p', 'libs/web/service-worker/tsconfig.json'],
    },
    { name: 'lint', command: [oxlint, '--deny-warnings'] },
    { name: 'format', command: [oxfmt, '--check', '.'] },
    ...(existsSync(documents) ? [{ name: 'docs', command: [documents, '--check'] }] : []),
    { name: 'list of suites', command: [script('test.mjs'), '--check-list'] },
    { name: 'lock file', command: [script('lock.mjs'), '--check'] },
  ];
}

/** What a machine can put right by itself. */
export function fixes() {
  return [
    { name: 'lint --fix', command: [oxlint, '--fix'] },
    { name: 'format --write', command: [oxfmt, '.'] },
  ];
}
