import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Undo } from '../undo.js';
import { freePort } from './free-port.js';

const patienceMs = 120_000;
/** A heap as small servers have it, and the compiler that a server under load has. */
const java = ['-Xms1g', '-Xmx1g', '-Dlog4j2.disable.jmx=true', '--add-opens=java.base/java.nio=ALL-UNNAMED'];
/** As packaged ones have it: another collector lets garbage lie until nothing more is taken. */
const collector = ['-XX:+UseG1GC', '-XX:G1ReservePercent=25', '-XX:InitiatingHeapOccupancyPercent=30'];
const modules = ['--add-modules=jdk.incubator.vector', '-Dopensearch.set.netty.runtime.available.processors=false'];

/** A real OpenSearch in a process of its own, with its data in a folder of this machine. */
export class BenchOpenSearch {
  readonly prefix = 'bench';

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly data: string,
  ) {}

  static async start(root: string, folder: string, undo: Undo): Promise<BenchOpenSearch> {
    undo.refuseAtEnd();
    const said = execFileSync(process.execPath, [join(root, 'scripts/service-jars.mjs'), 'opensearch'], {
      encoding: 'utf8',
    });
    const service = JSON.parse(said) as { java: string; classPath: string };
    const port = await freePort();
    const data = join(folder, 'opensearch');
    undo.refuseAtEnd();
    const words = [...java, ...collector, ...modules, '-cp', service.classPath, 'OpenSearch', String(port), data];
    const child = spawn(service.java, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    const log = join(folder, 'opensearch.log');
    child.stderr.pipe(createWriteStream(log));
    const search = new BenchOpenSearch(`http://127.0.0.1:${port}`, child, data);
    undo.push(() => search.stop());
    await search.untilItAnswers(log);
    return search;
  }

  /** For the server under test. */
  get settings(): Readonly<Record<string, string>> {
    return { OPENSEARCH_URL: this.url, OPENSEARCH_PREFIX: this.prefix };
  }

  /** Asks it itself, past the application. */
  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const isText = typeof body === 'string';
    const given = body === undefined ? {} : { body: isText ? body : JSON.stringify(body) };
    const headers = { 'content-type': isText ? 'application/x-ndjson' : 'application/json' };
    const ask = () => fetch(this.url + path, { method, headers, ...given });
    let answer = await ask();
    for (const until = performance.now() + patienceMs; answer.status === 429 && performance.now() < until;) {
      await pause(500); // it has no room at the moment
      answer = await ask();
    }
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
    return (await answer.json()) as T;
  }

  /** What was written is found from now on. */
  async refresh(): Promise<void> {
    await this.send('POST', `/${this.prefix}*/_refresh`);
  }

  /** How many searches it has answered, in all indexes or in one. */
  async searches(index = `${this.prefix}*`): Promise<number> {
    const stats = await this.send<Stats>('GET', `/${index}/_stats/search`);
    return stats._all.primaries.search?.query_total ?? 0;
  }

  /** Until it puts no more segments together: that would fall into a round. */
  async whenCalm(): Promise<void> {
    for (const until = performance.now() + patienceMs; performance.now() < until; await pause(250)) {
      const stats = await this.send<Stats>('GET', `/${this.prefix}*/_stats/merge`);
      if (!stats._all.primaries.merges?.current) return;
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null && this.child.pid !== undefined) {
      const ended = once(this.child, 'exit');
      this.child.kill('SIGKILL');
      await ended;
    }
    rmSync(this.data, { recursive: true, force: true });
  }

  private async untilItAnswers(log: string): Promise<void> {
    for (const end = performance.now() + patienceMs; performance.now() < end; await pause(100)) {
      const health = await fetch(`${this.url}/_cluster/health`).catch(() => null);
      if (health?.ok) return;
      if (this.child.exitCode !== null || this.child.signalCode !== null) break;
    }
    throw new Error(`OpenSearch did not start: ${readFileSync(log, 'utf8').slice(-2_000)}`);
  }
}

interface Stats {
  readonly _all: {
    readonly primaries: { readonly search?: { query_total: number }; readonly merges?: { current: number } };
  };
}
