import { type ChildProcess, spawn } from 'node:child_process';

const running = new Set<ChildProcess>();
let ended = false;

/** Runs a load generator to its end and answers what it printed. */
export function output(program: string, args: readonly string[], input?: string): Promise<string> {
  if (ended) return Promise.reject(new Error('The run has been stopped.'));
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    running.add(child);
    let [said, complained] = ['', ''];
    child.stdout.on('data', (chunk) => (said += String(chunk)));
    child.stderr.on('data', (chunk) => (complained += String(chunk)));
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      if (code === 0) resolve(said);
      else reject(new Error(`${program} ended with ${code}: ${complained || said}`));
    });
    child.stdin.on('error', () => undefined); // it has ended before it read all
    child.stdin.end(input ?? '');
  });
}

export function endLoad(): void {
  ended = true;
  for (const child of running) child.kill('SIGKILL');
}
