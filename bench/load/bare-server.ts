import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer } from '../http/client.js';
import type { Undo } from '../undo.js';
import type { BareInsert } from './bare-insert.js';
import type { BareRows } from './bare-rows.js';
import type { BareTarget } from './bare-uploads.js';

/** Fastify alone, in a process of its own. */
export class BareServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  /** That sends an answer of the server under test. */
  static async start({ headers, text }: Answer, undo: Undo): Promise<BareServer> {
    return BareServer.run('same-bytes.js', { type: headers['content-type'], body: text }, undo);
  }

  /** That asks for rows, and makes JSON of them. */
  static async ofRows(rows: BareRows, undo: Undo): Promise<BareServer> {
    return BareServer.run('bare-rows.js', rows, undo);
  }

  /** That keeps posts as rows. */
  static async ofInserts(insert: BareInsert, undo: Undo): Promise<BareServer> {
    return BareServer.run('bare-insert.js', insert, undo);
  }

  /** That takes the forms of uploads, and keeps their files there. */
  static async takingFiles(target: BareTarget, undo: Undo): Promise<BareServer> {
    return BareServer.run('bare-uploads.js', target, undo);
  }

  private static async run(script: string, input: unknown, undo: Undo): Promise<BareServer> {
    undo.refuseAtEnd();
    const child = spawn(process.execPath, [join(import.meta.dirname, script)], { stdio: ['pipe', 'pipe', 'inherit'] });
    undo.push(() => end(child));
    child.stdin.end(JSON.stringify(input));
    const [port] = (await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error('The bare server has ended.'))),
    ])) as [Buffer];
    return new BareServer(child, Number(port.toString()));
  }

  stop(): Promise<void> {
    return end(this.child);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL'); // it holds nothing
  await ended;
}
