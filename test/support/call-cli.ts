import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { repositoryRoot } from './worker-cluster.js';

export interface Called {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The built command as a process of its own, with standard input that says nothing. */
export function callCli(argv: readonly string[], settings: Readonly<Record<string, string>>): Promise<Called> {
  const main = join(repositoryRoot, 'dist', 'apps', 'cli', 'main.js');
  const env = { ...process.env, NODE_ENV: '', ...settings };
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [main, ...argv], { env, timeout: 180_000 }, (error, out, err) => {
      if (error && typeof error.code !== 'number') reject(new Error(`${argv.join(' ')}: ${error.message}\n${err}`));
      else resolve({ code: Number(error?.code ?? 0), out, err });
    });
    child.stdin?.end();
  });
}

/** So many at a time, in their order. */
export async function inTurns<T>(most: number, works: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const queue = works.entries();
  const worker = async (): Promise<void> => {
    for (const [index, work] of queue) results[index] = await work();
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
}
