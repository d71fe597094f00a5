import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  paginateListObjectsV2,
  ListMultipartUploadsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { TestingModuleBuilder } from '@nestjs/testing';
import { Config } from '#kernel/config';
import { freePort, pause } from './npm-start.js';
import { s3Logging, serviceJars } from './service-jars.js';
import { testConfig } from './worker-cluster.js';

/** As the environment of a process names them; also for `testConfig(port, settings)`. */
export interface S3Settings extends Readonly<Record<string, string>> {
  readonly S3_ENDPOINT: string;
  readonly S3_BUCKET: string;
  readonly S3_REGION: string;
  readonly S3_ACCESS_KEY_ID: string;
  readonly S3_SECRET_ACCESS_KEY: string;
  readonly S3_PATH_STYLE: string;
}

/**
 * A real S3 server with a bucket of one's own: s3proxy over a temporary folder, in a process that can be held up, killed
 * and started again; or the one of S3_ENDPOINT, where that is set.
 */
export class S3Server {
  readonly client: S3Client;
  private readonly folder = mkdtempSync(join(tmpdir(), 's3-'));
  private child?: ChildProcess;
  private said = '';

  private constructor(
    readonly settings: S3Settings,
    private readonly isOurs: boolean,
  ) {
    this.client = new S3Client({
      endpoint: settings.S3_ENDPOINT,
      region: settings.S3_REGION,
      forcePathStyle: settings.S3_PATH_STYLE === '1',
      credentials: { accessKeyId: settings.S3_ACCESS_KEY_ID, secretAccessKey: settings.S3_SECRET_ACCESS_KEY },
    });
  }

  /** Throws, never skips: without Java and Maven, and without S3_ENDPOINT, the reason is said in a sentence. */
  static async start(): Promise<S3Server> {
    const { S3_ENDPOINT: given, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_PATH_STYLE } = process.env;
    const server = new S3Server(
      {
        S3_ENDPOINT: given ?? `http://127.0.0.1:${await freePort()}`,
        S3_BUCKET: `paopao-test-${randomBytes(6).toString('hex')}`,
        S3_REGION: S3_REGION ?? 'us-east-1',
        S3_ACCESS_KEY_ID: S3_ACCESS_KEY_ID ?? 'a-test-key',
        S3_SECRET_ACCESS_KEY: S3_SECRET_ACCESS_KEY ?? 'a-test-secret',
        S3_PATH_STYLE: S3_PATH_STYLE ?? '1',
      },
      given === undefined,
    );
    if (server.isOurs) await server.run();
    await server.client.send(new CreateBucketCommand({ Bucket: server.bucket }));
    return server;
  }

  get bucket(): string {
    return this.settings.S3_BUCKET;
  }

  config(more: Readonly<Record<string, string>> = {}): Config {
    return testConfig(3000, { ...this.settings, ...more });
  }

  /** For `bootApi` and `useCommunity`: the application keeps its files here. */
  readonly change = (builder: TestingModuleBuilder): TestingModuleBuilder =>
    builder.overrideProvider(Config).useValue(this.config());

  /** Of the whole bucket, as the store itself lists them. */
  async keys(prefix = ''): Promise<string[]> {
    const keys: string[] = [];
    const pages = paginateListObjectsV2({ client: this.client }, { Bucket: this.bucket, Prefix: prefix });
    for await (const { Contents = [] } of pages) keys.push(...Contents.map(({ Key }) => Key!));
    return keys;
  }

  /** Multipart uploads that are neither completed nor aborted. */
  async begun(): Promise<{ readonly key: string; readonly id: string }[]> {
    const { Uploads = [] } = await this.client.send(new ListMultipartUploadsCommand({ Bucket: this.bucket }));
    return Uploads.map(({ Key, UploadId }) => ({ key: Key!, id: UploadId! }));
  }

  /** Again on the same port with what it had, after `kill`. */
  async run(): Promise<void> {
    const { java, classPath } = await serviceJars('s3proxy');
    const data = join(this.folder, 'data');
    await mkdir(data, { recursive: true });
    const file = join(this.folder, 's3proxy.conf');
    await writeFile(file, this.properties(data));
    const words = ['-Xmx512m', `-Dlogback.configurationFile=${s3Logging}`, '-cp', classPath];
    const child = spawn(java, [...words, 'org.gaul.s3proxy.Main', '--properties', file]);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.said = (this.said + chunk.toString()).slice(-5_000)));
    child.on('error', (error) => (this.said += error.message));
    this.child = child;
    await this.untilItAnswers(child);
  }

  /** SIGSTOP: takes connections and never answers; SIGCONT: goes on. */
  signal(signal: NodeJS.Signals): void {
    this.owned().kill(signal);
  }

  /** Gone, as after a crash. */
  async kill(): Promise<void> {
    const child = this.owned();
    this.child = undefined;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async stop(): Promise<void> {
    if (this.isOurs && this.child) await this.kill();
    if (!this.isOurs) await this.removeBucket();
    this.client.destroy();
    await rm(this.folder, { recursive: true, force: true });
  }

  private properties(data: string): string {
    const values = {
      's3proxy.endpoint': this.settings.S3_ENDPOINT,
      's3proxy.authorization': 'aws-v2-or-v4',
      's3proxy.identity': this.settings.S3_ACCESS_KEY_ID,
      's3proxy.credential': this.settings.S3_SECRET_ACCESS_KEY,
      'jclouds.provider': 'filesystem-nio2',
      'jclouds.filesystem.basedir': data,
    };
    return Object.entries(values)
      .map(([name, value]) => `${name}=${value}\n`)
      .join('');
  }

  private async untilItAnswers(child: ChildProcess): Promise<void> {
    const end = Date.now() + 30_000;
    for (;;) {
      const answer = await fetch(this.settings.S3_ENDPOINT).catch(() => null);
      if (answer) return;
      if (child.pid === undefined || child.exitCode !== null || Date.now() > end) break;
      await pause(50);
    }
    throw new Error(`The S3 server did not start. ${this.said}`);
  }

  private owned(): ChildProcess {
    if (!this.child) throw new Error('The S3 server of S3_ENDPOINT is not ours to stop, or it is stopped already.');
    return this.child;
  }

  private async removeBucket(): Promise<void> {
    for (const { key, id } of await this.begun())
      await this.client.send(new AbortMultipartUploadCommand({ Bucket: this.bucket, Key: key, UploadId: id }));
    const keys = await this.keys();
    for (let at = 0; at < keys.length; at += 1000) {
      const Objects = keys.slice(at, at + 1000).map((Key) => ({ Key }));
      await this.client.send(new DeleteObjectsCommand({ Bucket: this.bucket, Delete: { Objects } }));
    }
    await this.client.send(new DeleteBucketCommand({ Bucket: this.bucket }));
  }
}

/**
 * One for this file, empty at first. Call it before `useCommunity`, and give that `(builder) => s3().change(builder)`.
 */
export function useS3Server(): () => S3Server {
  let server: S3Server | undefined;
  beforeAll(async () => {
    server = await S3Server.start();
  }, 180_000); // the first time Maven fetches it
  afterAll(async () => server?.stop());
  return () => server!;
}
