import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { repositoryRoot } from '../worker-cluster.js';

export interface Diagnosis {
  readonly checked: number;
  readonly differences: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly found: readonly unknown[];
}

/** What `npm run cli -- doctor --json` prints, in a process of its own. */
export function doctor(settings: Readonly<Record<string, string>>): Promise<Diagnosis> {
  const main = join(repositoryRoot, 'dist', 'apps', 'cli', 'main.js');
  const options = { env: { ...process.env, NODE_ENV: '', ...settings }, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [main, 'doctor', '--json'], options, (error, stdout, stderr) => {
      if (stdout.startsWith('{')) resolve(JSON.parse(stdout) as Diagnosis);
      else reject(new Error(`The doctor said nothing: ${stderr || error?.message}`));
    });
  });
}
