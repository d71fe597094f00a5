import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoLogin } from '../../../apps/standalone/demo-communities.js';
import { freePort, NpmStart, pause } from '../npm-start.js';

export interface Product {
  /** Address of a community, by its name on the platform; without a slash at its end. */
  siteOf(slug: string): string;
  readonly demo: string;
  /** Who owns the demo communities; every member of them has this password. */
  readonly login: typeof demoLogin;
  /** Of the operator who was made with it. */
  readonly operatorToken: string;
  /** Becomes a member of a community by the API. */
  register(site: string, username: string): Promise<{ username: string; password: string }>;
  /** Has the operator make a community with nothing in it; answers its address. Its owner has the password of all. */
  found(slug: string, community: { readonly name: string; readonly username: string }): Promise<string>;
}

/** `npm start` with its demo communities, one for this file; `more`: settings besides. */
export function useProduct(more: Readonly<Record<string, string>> = {}): Product {
  let port = 0;
  let folder = '';
  let started: NpmStart | undefined;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'product-'));
    chmodSync(folder, 0o755);
    port = await freePort();
    started = new NpmStart({ port, dataDir: join(folder, 'data'), environment: { RATE_LIMITS: '0', ...more } });
    await started.ready();
  }, 90_000);
  afterAll(async () => {
    await started?.end();
    if (folder) rmSync(folder, { recursive: true, force: true });
  }, 30_000);
  const siteOf = (slug: string) => `http://${slug}.localhost:${port}`;
  return {
    siteOf,
    get demo() {
      return siteOf('demo');
    },
    login: demoLogin,
    get operatorToken() {
      return tokenIn(started!.output);
    },
    register: async (site, username) => {
      const password = 'a-long-password';
      const { status } = await fetchFrom(site, '/v1/auth/register', new URLSearchParams({ username, password }));
      if (status !== 200) throw new Error(`${username} did not become a member: ${status}`);
      return { username, password };
    },
    found: async (slug, { name, username }) => {
      const owner = { username, password: demoLogin.password };
      await provision(started!.output, { slug, name, locale: 'en', owner });
      return siteOf(slug);
    },
  };
}

const tokenIn = (output: string): string => /^\s*Operator token\s+(\S+)/m.exec(output)![1]!;

/** With the token that the start has shown. What is begun is done when the same is asked again. */
async function provision(output: string, community: object): Promise<void> {
  const [, platform = ''] = /^Ready in .*: (http\S+)/m.exec(output) ?? [];
  const token = tokenIn(output);
  const headers = {
    authorization: `Bearer ${token}`,
    'idempotency-key': 'of-the-test',
    'content-type': 'application/json',
  };
  for (let status = 202; status !== 201;) {
    ({ status } = await fetchFrom(platform, '/platform/v1/tenants', JSON.stringify(community), headers));
    if (status >= 300) throw new Error(`The platform makes no community: ${status}`);
    if (status !== 201) await pause(100);
  }
}

/** Node resolves no names below localhost, so the host is told by a header. */
export async function fetchFrom(
  site: string,
  path: string,
  body?: URLSearchParams | string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ status: number }> {
  const { host, port } = new URL(site);
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: body ? 'POST' : 'GET',
        headers: { host, ...(body && { 'content-type': 'application/x-www-form-urlencoded' }), ...more },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0 }));
      },
    );
    sent.on('error', reject);
    sent.end(body?.toString());
  });
}
