import { spawn } from 'node:child_process';

/** The operating-system user that runs a program; undefined: the user of this process. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly as?: Account;
  readonly cwd?: string;
}

/**
 * Runs a program to its end. It gets a session of its own, so that Ctrl-C in the terminal stops this process in good
 * order and not the database below it; and a bare environment, so that PGDATA, PGOPTIONS and their like do not matter.
 */
export function run({ program, args, as, cwd = '/' }: Command): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...as,
      cwd: process.platform === 'win32' ? undefined : cwd,
      detached: process.platform !== 'win32',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output: output.trim() }));
  });
}
