import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inCheckout } from '../lib/checkout.mjs';

/** A suite that takes its index from here. */
const needs = /describeWithService\(\s*'opensearch'/;

export const needsSearch = (root, suites) =>
  suites.some((suite) => needs.test(readFileSync(join(root, suite), 'utf8')));

/**
 * One OpenSearch for the whole run, in a process that carries its mark, so that it ends with it. It comes up while other
 * suites run; those that need it wait. Null where there is no Java for it: then they count as skipped, in CI as failed.
 */
export async function startSearch({ folder }) {
  if (process.env.OPENSEARCH_URL) return process.env.OPENSEARCH_URL;
  const script = inCheckout('scripts/service-jars.mjs');
  const found = await promisify(execFile)(process.execPath, [script, 'opensearch']).catch(({ stderr }) => {
    console.log(stderr.trim());
    return null;
  });
  if (!found) return null;
  const { java, classPath } = JSON.parse(found.stdout);
  const port = await freePort();
  const memory = ['-Xms512m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
  const quiet = ['-Dlog4j2.disable.jmx=true', '-Dopensearch.set.netty.runtime.available.processors=false'];
  const opens = ['--add-modules=jdk.incubator.vector', '--add-opens=java.base/java.nio=ALL-UNNAMED'];
  const words = [
    ...memory,
    ...quiet,
    ...opens,
    '-cp',
    classPath,
    'OpenSearch',
    String(port),
    join(folder, 'opensearch'),
  ];
  spawn(java, words, { stdio: 'ignore', env: { ...process.env } }).unref();
  return `http://127.0.0.1:${port}`;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
