/**
 * `service-jars.mjs s3proxy|opensearch`: prints how to start a server that tests and measures use, as
 * `{"java": "/…/bin/java", "classPath": "…"}`. Maven fetches its jars once for each state of test/services/<name>, and Java.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { inCheckout } from './lib/checkout.mjs';
import { orExplain, SetupError } from './lib/setup-error.mjs';

const run = promisify(execFile);

/** `source`: a program of our own, compiled beside the jars. `profile`: of the pom.xml, for this Java. */
const services = {
  s3proxy: { title: 'S3 server', instead: 'S3_ENDPOINT', leastJava: 17, profile: () => null },
  opensearch: {
    title: 'OpenSearch server',
    instead: 'OPENSEARCH_URL',
    leastJava: 17,
    source: 'OpenSearch.java',
    resource: 'log4j2.properties',
    profile: (java) => (java < 21 ? 'java-17' : null),
  },
};

await orExplain(async () => {
  const name = process.argv[2];
  if (!Object.hasOwn(services, name)) throw new SetupError('Which one? s3proxy or opensearch.');
  const service = {
    ...services[name],
    source: services[name].source ?? null,
    folder: inCheckout('test/services', name),
  };
  const java = await newestJava(service);
  const state = createHash('sha256').update(String(java.version));
  for (const file of readdirSync(service.folder).toSorted()) state.update(readFileSync(join(service.folder, file)));
  const folder = inCheckout('node_modules/.cache', name, state.digest('hex').slice(0, 12));
  while (!existsSync(folder)) {
    if (await isFirst(`${folder}.lock`)) await fetchOnce(service, java, folder);
    else await pause(100);
  }
  console.log(
    JSON.stringify({ java: join(java.home, 'bin/java'), classPath: `${folder}${delimiter}${join(folder, '*')}` }),
  );
});

/** Of JAVA_HOME, of those that Debian has installed, and of PATH; one that compiles, where something is to be compiled. */
async function newestJava({ title, instead, leastJava, source }) {
  const program = source ? 'javac' : 'java';
  const installed = '/usr/lib/jvm';
  const homes = [
    process.env.JAVA_HOME,
    ...(existsSync(installed) ? readdirSync(installed).map((entry) => join(installed, entry)) : []),
    ...(process.env.PATH ?? '').split(delimiter).flatMap((bin) => homeOf(join(bin, program))),
  ].filter((home) => home && existsSync(join(home, 'bin', program)));
  let newest = { version: 0, home: '' };
  for (const home of new Set(homes.map((path) => realpathSync(path)))) {
    const { stdout, stderr } = await run(join(home, 'bin', program), ['-version']);
    const version = Number(/(?:version "|javac )(\d+)/.exec(stdout + stderr)?.[1] ?? 0);
    if (version > newest.version) newest = { version, home };
  }
  if (newest.version >= leastJava) return newest;
  const packages = source ? 'openjdk-17-jdk-headless' : 'openjdk-17-jre-headless';
  throw new SetupError(
    `The suites with the ${title} need Java ${leastJava} or newer${source ? ' with its compiler' : ''}, and Maven: apt-get install ${packages} maven. Or set ${instead} to a running server.`,
  );
}

function homeOf(program) {
  return existsSync(program) ? [dirname(dirname(realpathSync(program)))] : [];
}

async function fetchOnce(service, java, folder) {
  try {
    await fetchInto(service, java, folder);
  } finally {
    await rm(`${folder}.lock`, { force: true });
  }
}

/** One process at a time has Maven work. That two could follow a dead one at once does no harm. */
async function isFirst(lock) {
  await mkdir(dirname(lock), { recursive: true });
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
  if (holder > 0 && !isRunning(holder)) await rm(lock, { force: true });
  return false;
}

async function fetchInto(service, java, folder) {
  const draft = `${folder}.${process.pid}`;
  const profile = service.profile(java.version);
  const words = ['-q', '-B', '-f', join(service.folder, 'pom.xml'), ...(profile ? ['-P', profile] : [])];
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${draft}`];
  try {
    await run('mvn', [...words, ...goal]);
    if (service.source) {
      const source = join(service.folder, service.source);
      await run(join(java.home, 'bin/javac'), ['-nowarn', '-cp', join(draft, '*'), '-d', draft, source]);
      await writeFile(join(draft, service.resource), await readFile(join(service.folder, service.resource)));
    }
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw new SetupError(reason(service, error));
  }
}

function reason({ title, instead, folder }, { code, message, stdout = '' }) {
  if (code === 'ENOENT')
    return `The suites with the ${title} need Maven (mvn) in PATH: apt-get install maven. Or set ${instead} to a running server.`;
  return `Maven could not fetch the ${title} (${folder}); with ${instead} set another one is used. ${message} ${stdout}`;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
