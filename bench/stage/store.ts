import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BareStore } from '../load/bare-uploads.js';
import type { Undo } from '../undo.js';
import { freePort } from './free-port.js';

const patienceMs = 30_000;

export interface BenchStore {
  /** For the server under test. */
  readonly settings: Readonly<Record<string, string>>;
  readonly target: BareStore;
  stop(): Promise<void>;
}

/** A real S3 server in a process of its own, with one bucket in a folder of this machine. */
export async function startBenchStore(root: string, folder: string, undo: Undo): Promise<BenchStore> {
  undo.refuseAtEnd();
  const target = {
    endpoint: `http://127.0.0.1:${await freePort()}`,
    bucket: 'paopao-bench',
    accessKeyId: 'bench-key',
    secretAccessKey: 'bench-secret',
  };
  const data = join(folder, 'store');
  mkdirSync(data);
  const file = join(folder, 's3proxy.conf');
  writeFileSync(file, properties(target, data));
  const said = execFileSync(process.execPath, [join(root, 'scripts/service-jars.mjs'), 's3proxy'], {
    encoding: 'utf8',
  });
  const { java, classPath } = JSON.parse(said) as { java: string; classPath: string };
  const logging = `-Dlogback.configurationFile=${join(root, 'test/services/s3proxy/logback.xml')}`;
  const words = ['-Xmx512m', logging, '-cp', classPath, 'org.gaul.s3proxy.Main', '--properties', file];
  const child = spawn(java, words, { stdio: 'ignore' });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(data, { recursive: true, force: true });
  };
  undo.push(stop);
  await untilItAnswers(target.endpoint);
  await makeBucket(target);
  const settings = {
    S3_ENDPOINT: target.endpoint,
    S3_BUCKET: target.bucket,
    S3_ACCESS_KEY_ID: target.accessKeyId,
    S3_SECRET_ACCESS_KEY: target.secretAccessKey,
  };
  return { settings, target, stop };
}

const properties = ({ endpoint, accessKeyId, secretAccessKey }: BareStore, data: string): string =>
  [
    `s3proxy.endpoint=${endpoint}`,
    's3proxy.authorization=aws-v2-or-v4',
    `s3proxy.identity=${accessKeyId}`,
    `s3proxy.credential=${secretAccessKey}`,
    'jclouds.provider=filesystem-nio2',
    `jclouds.filesystem.basedir=${data}`,
  ].join('\n');

async function untilItAnswers(endpoint: string): Promise<void> {
  for (const end = performance.now() + patienceMs; performance.now() < end; await pause(50))
    if (await fetch(endpoint).catch(() => null)) return;
  throw new Error('The S3 server did not start: it needs Java 17 or newer.');
}

async function makeBucket({ endpoint, bucket, accessKeyId, secretAccessKey }: BareStore): Promise<void> {
  const { CreateBucketCommand, S3Client } = await import('@aws-sdk/client-s3');
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({ endpoint, forcePathStyle: true, region: 'us-east-1', credentials });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  client.destroy();
}
