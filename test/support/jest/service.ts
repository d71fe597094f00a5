import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Service {
  /** A setting that names a running one; it wins over the command. */
  setting?: string;
  /** The program that runs it, looked for in PATH. */
  command?: string;
  /** The Debian package `.ci/run` gets the command from, or what runs it: CI has no excuse to skip. */
  debian: string;
}

const services = {
  redis: { setting: 'TEST_REDIS_URL', command: 'redis-server', debian: 'redis-server' },
  opensearch: { setting: 'TEST_OPENSEARCH_URL', debian: 'openjdk-17-jdk-headless' },
  chromium: { command: 'chromium', debian: 'chromium' },
  caddy: { command: 'caddy', debian: 'caddy' },
} satisfies Record<string, Service>;

export type ServiceName = keyof typeof services;

/** Where the service is: the url of the running one, or the path of the program to start. */
export interface FoundService {
  url?: string;
  command?: string;
}

/**
 * A suite that needs a service: run where it is to be had, else skipped and counted as skipped. With CI=true, skipping
 * what the machine could install is a failure.
 */
export function describeWithService(name: ServiceName, title: string, body: (service: FoundService) => void): void {
  const service: Service = services[name];
  const found = find(service);
  if (found) {
    describe(title, () => body(found));
  } else if (process.env.CI === 'true') {
    it(`${title}: has ${name}`, () => {
      throw new Error(`${name} is missing: .ci/run installs it by apt-get install ${service.debian}.`);
    });
  } else {
    describe.skip(`${title} (no ${name} here)`, () => body({}));
  }
}

function find({ setting, command }: Service): FoundService | undefined {
  const url = setting && process.env[setting];
  if (url) return { url };
  const path = command && inPath(command);
  return path ? { command: path } : undefined;
}

function inPath(command: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
