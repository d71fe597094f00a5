import { type ChildProcess, fork, type SerializationType } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import type { FromChild, ToChild } from './child-messages.js';

const lookEvery = 250;
const bootWithin = 30_000;
const farewell = 2_000;
/** Of the system's 40 levels: what a child and the programs it starts do gives way to who answers members. */
const priority = 19;

export interface ChildEntry {
  /** The file that a child runs; it calls `serveParent`. */
  readonly file: string;
  /** How messages are packed; `advanced` is for bytes. */
  readonly serialization?: SerializationType;
  /** All of ours when it is left out. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface ChildLimits {
  /** Of all its memory, in MB. */
  readonly memory: number;
  /** Of one piece of work. */
  readonly seconds: number;
}

/** The child process ended before it was done. The message says why, and holds nothing of what it was doing. */
export class ChildDied extends Error {
  override readonly name = 'ChildDied';

  constructor(
    why: string,
    /** The work had been begun; else it has no part in it. */
    readonly inTask: boolean,
  ) {
    super(`The process of the task ${why}.`);
  }
}

/** A child process that does one piece of work at a time, within limits that hold whatever comes over it. */
export class LimitedChild<Work, Answer> {
  private readonly process: ChildProcess;
  private readonly ready: Promise<void>;
  private becomeReady!: () => void;
  private readonly gone: Promise<void>;
  private becomeGone!: () => void;
  private settle?: { resolve: (answer: Answer) => void; reject: (error: Error) => void };
  private death: ChildDied | undefined;
  private inTask = false;
  private killedFor?: string;
  private rss = 0;
  private readonly watch: NodeJS.Timeout;

  constructor(
    entry: ChildEntry,
    private readonly limits: ChildLimits,
    start: unknown,
  ) {
    const heap = `--max-old-space-size=${Math.floor(limits.memory / 2)}`;
    this.process = forked(entry, [...process.execArgv, heap]);
    this.ready = new Promise((resolve) => (this.becomeReady = resolve));
    this.gone = new Promise((resolve) => (this.becomeGone = resolve));
    this.process.on('message', (message: FromChild<Answer>) => this.hear(message));
    this.process.once('exit', (code, signal) => this.ended(this.reason(code, signal)));
    if (this.process.pid !== undefined) giveWay(this.process.pid);
    this.process.on('error', () => this.ended('could not be started'));
    this.watch = setInterval(() => void this.weigh(), lookEvery).unref();
    this.tell({ start });
  }

  /** Whether more may be given to it: it lives, and has not grown so much that what comes next would be blamed. */
  get healthy(): boolean {
    return !this.death && this.killedFor === undefined && this.rss < 0.75 * this.limits.memory;
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  async run(work: Work): Promise<Answer> {
    const { seconds } = this.limits;
    let limit = setTimeout(() => this.kill('did not start in time'), bootWithin);
    this.holdProcess(true);
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.settle = { resolve, reject };
        if (this.death) return reject(this.death);
        void this.ready.then(() => {
          clearTimeout(limit);
          limit = setTimeout(() => this.kill(`took longer than ${seconds} s`), seconds * 1000);
          this.inTask = this.process.connected;
          this.tell({ work });
        });
      });
    } finally {
      clearTimeout(limit);
      this.settle = undefined;
      this.inTask = false;
      this.holdProcess(false);
    }
  }

  kill(why: string): void {
    this.killedFor ??= why;
    this.process.kill('SIGKILL');
  }

  /** It closes by itself, or is killed. */
  end(): void {
    if (this.death) return;
    this.killedFor ??= 'was not needed any more';
    if (this.process.connected) this.process.disconnect();
    setTimeout(() => this.process.kill('SIGKILL'), farewell).unref();
  }

  /** In the middle of a task it has a moment to say that it did not end by itself. Resolves when the process is gone. */
  async stop(): Promise<void> {
    if (this.death) return;
    this.killedFor ??= 'was ended with the worker';
    this.holdProcess(true);
    this.end();
    await this.gone;
  }

  private hear(message: FromChild<Answer>): void {
    if ('ready' in message) return this.becomeReady();
    if ('answer' in message) return this.settle?.resolve(message.answer);
    this.settle?.reject(new Error(message.failed));
  }

  private ended(why: string): void {
    clearInterval(this.watch);
    this.death ??= new ChildDied(this.killedFor ?? why, this.inTask);
    this.settle?.reject(this.death);
    this.becomeGone();
  }

  private reason(code: number | null, signal: NodeJS.Signals | null): string {
    if (signal === 'SIGABRT' || code === 134) return `ran out of ${Math.floor(this.limits.memory / 2)} MB of heap`;
    return signal ? `was ended by ${signal}` : `ended with code ${code}`;
  }

  /** Linux tells it; elsewhere the limit of the heap has to do. */
  private async weigh(): Promise<void> {
    const status = await readFile(`/proc/${this.process.pid}/status`, 'utf8').catch(() => '');
    this.rss = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
    if (this.rss > this.limits.memory) this.kill(`took more than ${this.limits.memory} MB`);
  }

  /** An idle child does not keep its parent alive. */
  private holdProcess(hold: boolean): void {
    if (hold) this.process.ref();
    else this.process.unref();
    if (hold) this.process.channel?.ref();
    else this.process.channel?.unref();
  }

  private tell(message: ToChild<Work>): void {
    if (this.process.connected) this.process.send(message, () => undefined); // its end is seen elsewhere
  }
}

function giveWay(pid: number): void {
  try {
    setPriority(pid, priority);
  } catch {
    // It has ended already, which is seen elsewhere, or the system does not allow it: then it works as fast as we do.
  }
}

/** Where the system has no memory for it, `fork` throws; where it has no other means, the process says so later. */
function forked({ file, serialization = 'json', env }: ChildEntry, execArgv: string[]): ChildProcess {
  try {
    return fork(file, { execArgv, serialization, ...(env && { env }) });
  } catch {
    throw new ChildDied('could not be started', false);
  }
}
