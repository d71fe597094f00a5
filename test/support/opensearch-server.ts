import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { TestingModuleBuilder } from '@nestjs/testing';
import { Config } from '#kernel/config';
import { freePort, pause } from './npm-start.js';
import { serviceJars } from './service-jars.js';
import { testConfig, useOwnDatabase } from './worker-cluster.js';

const patience = 180_000;

/** As the environment of a process names them; also for `testConfig(port, settings)`. */
export interface OpenSearchSettings extends Readonly<Record<string, string>> {
  readonly OPENSEARCH_URL: string;
  readonly OPENSEARCH_PREFIX: string;
}

/** Indexes of one's own, below a prefix that nobody else uses, on the OpenSearch of the run or of OPENSEARCH_URL. */
export class OpenSearchPlace {
  readonly prefix = `test-${randomBytes(5).toString('hex')}`;

  constructor(readonly url: string) {}

  get settings(): OpenSearchSettings {
    return { OPENSEARCH_URL: this.url, OPENSEARCH_PREFIX: this.prefix };
  }

  config(more: Readonly<Record<string, string>> = {}): Config {
    return testConfig(3000, { ...this.settings, ...more });
  }

  /** For `bootApi` and `useCommunity`: the application searches here. */
  readonly change = (builder: TestingModuleBuilder): TestingModuleBuilder =>
    builder.overrideProvider(Config).useValue(this.config());

  /** What is indexed is found from now on. */
  async refresh(): Promise<void> {
    await this.send('POST', `/${this.prefix}*/_refresh?ignore_unavailable=true`);
  }

  /** All of it is gone, as if somebody had deleted it by mistake. */
  async wipe(): Promise<void> {
    const found = (await this.send('GET', `/_cat/indices/${this.prefix}*?format=json`)) as { index: string }[];
    for (const { index } of found) await this.send('DELETE', `/${index}`);
  }

  /** Asks the server itself, past the application. */
  async send(method: string, path: string, body?: unknown): Promise<unknown> {
    const json = { 'content-type': 'application/json' };
    const given = body === undefined ? {} : { body: JSON.stringify(body), headers: json };
    const answer = await fetch(this.url + path, { method, ...given });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  async untilItAnswers(hasEnded: () => string | null = () => null): Promise<void> {
    for (const end = Date.now() + patience; Date.now() < end; await pause(100)) {
      if (
        await fetch(`${this.url}/_cluster/health`).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return;
      const ended = hasEnded();
      if (ended !== null) throw new Error(`OpenSearch did not start. ${ended}`);
    }
    throw new Error('OpenSearch did not start in time.');
  }
}

/** A real OpenSearch in a process of one's own: to be held up, killed and started again with what it had. */
export class OpenSearchServer {
  readonly place: OpenSearchPlace;
  private readonly folder = mkdtempSync(join(tmpdir(), 'opensearch-'));
  private child?: ChildProcess;
  private said = '';

  private constructor(
    private readonly port: number,
    private readonly without: string | undefined,
  ) {
    this.place = new OpenSearchPlace(`http://127.0.0.1:${port}`);
  }

  /** `without`: a plugin that it lacks, `analysis-icu`. */
  static async start(without?: string): Promise<OpenSearchServer> {
    const server = new OpenSearchServer(await freePort(), without);
    await server.run();
    return server;
  }

  /** Again on the same port with what it had, after `kill`. */
  async run(): Promise<void> {
    const { java, classPath: all } = await serviceJars('opensearch');
    const classPath = this.without ? lacking(this.without, all) : all;
    const memory = ['-Xms512m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
    const quiet = ['-Dlog4j2.disable.jmx=true', '-Dopensearch.set.netty.runtime.available.processors=false'];
    const opens = ['--add-modules=jdk.incubator.vector', '--add-opens=java.base/java.nio=ALL-UNNAMED'];
    const words = [...memory, ...quiet, ...opens, '-cp', classPath, 'OpenSearch', String(this.port), this.folder];
    const child = spawn(java, words);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.said = (this.said + chunk.toString()).slice(-5_000)));
    child.on('error', (error) => (this.said += error.message));
    this.child = child;
    await this.place.untilItAnswers(() => (child.exitCode === null && child.pid !== undefined ? null : this.said));
  }

  /** SIGSTOP: takes connections and never answers; SIGCONT: goes on. */
  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Gone, as after a crash. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The class path with each jar by its name, but those of this plugin. */
function lacking(plugin: string, classPath: string): string {
  const [folder] = classPath.split(delimiter);
  const jars = readdirSync(folder!).filter((file) => file.endsWith('.jar') && !file.startsWith(plugin));
  return [folder, ...jars.map((jar) => join(folder!, jar))].join(delimiter);
}

/**
 * For this file, inside `describeWithService('opensearch', …, ({ url }) => …)`. Call it before `useCommunity`, and give
 * that `(builder) => search().change(builder)`.
 */
export function useOpenSearch(url: string | undefined): () => OpenSearchPlace {
  useOwnDatabase(); // an index is filled with all there is in the database
  let place: OpenSearchPlace | undefined;
  beforeAll(async () => {
    place = new OpenSearchPlace(url!);
    await place.untilItAnswers();
  }, patience);
  afterAll(async () => place?.wipe());
  return () => place!;
}
