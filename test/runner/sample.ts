import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const runner = join(process.cwd(), 'scripts/test.mjs');

/** A folder laid out like the repository, on which the runner is tried. */
export class Sample {
  private readonly folder = mkdtempSync(join(tmpdir(), 'runner-sample-'));

  /** Writes the files; the suites among them are also put on the list, with the others named. */
  constructor(files: Record<string, string>, listed: string[] = Object.keys(files)) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    this.write('test/suites.txt', listed.map((path) => `${path}\n`).join(''));
  }

  async run(args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return outcomeOf(this.start(args, env));
  }

  start(args: string[] = [], env: NodeJS.ProcessEnv = {}): ChildProcess {
    return spawn(process.execPath, [runner, '--root', this.folder, ...args], {
      env: { ...process.env, CI: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }
}

export interface Outcome {
  code: number | null;
  output: string;
  lastLine: string;
}

export async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output, lastLine: output.trimEnd().split('\n').at(-1) ?? '' };
}
