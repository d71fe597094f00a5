import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DnsServer } from '../support/dns-server.js';
import { freePort, NpmStart } from '../support/npm-start.js';
import { repositoryRoot } from '../support/worker-cluster.js';
import { asPattern, partsOf } from './page.js';
import { Reader } from './reader.js';

jest.setTimeout(400_000);

const page = readFileSync(join(repositoryRoot, 'docs/operators-guide.md'), 'utf8');
const parts = partsOf(page);
const marker = 'operators-guide, part ';

describe('docs/operators-guide.md', () => {
  const token = 'a-token-that-only-this-page-knows';
  let folder: string;
  let server: NpmStart;
  let dns: DnsServer;
  let around: Server;
  let printed: string[];
  let trouble: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'operators-guide-'));
    chmodSync(folder, 0o755);
    dns = await DnsServer.start();
    const settings = {
      PORT: String(await freePort()),
      DATA_DIR: join(folder, 'data'),
      OPERATOR_TOKEN: token,
      DEMO: '0',
      PASSWORD_COST: 'lowest',
      DNS_SERVERS: dns.address,
    };
    const { DATA_DIR: dataDir } = settings;
    const reader = new Reader({ port: Number(settings.PORT), dataDir, token, dns });
    around = createServer((request, response) => {
      reader.does[request.url!.slice(1)]!().then(
        () => response.end(),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    }).listen(0, '127.0.0.1');
    await once(around, 'listening');
    server = new NpmStart({ port: Number(settings.PORT), dataDir, environment: settings });
    await server.ready();
    ({ printed, trouble } = await walk(settings, `http://127.0.0.1:${(around.address() as AddressInfo).port}`));
  });
  afterAll(async () => {
    around?.close();
    await server?.end();
    await dns?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('walks through a community’s life', () => {
    const steps = parts.flatMap((part) => ('commands' in part ? [part] : []));
    expect(steps.length).toBeGreaterThan(15);
    for (const verb of ['create', 'suspend', 'resume', 'archive', 'restore', 'delete', 'migrate']) {
      expect(steps.some(({ commands }) => commands.includes(`cli tenant ${verb}`))).toBe(true);
    }
    expect(page.match(/^```/gm)).toHaveLength(2 * page.match(/^```(sh|text)$/gm)!.length); // none that is not run
    expect(steps.filter(({ prints }) => prints !== undefined)).toHaveLength(page.match(/^```text$/gm)!.length);
    expect(printed).toHaveLength(parts.length);
  });

  it.each(parts.map((part, index) => ({ ...part, index })))('part $index does and prints what it says', (part) => {
    const said = printed[part.index];
    expect(said === undefined ? `It was not come to: ${trouble}` : '').toBe('');
    const prints = 'prints' in part ? part.prints : undefined;
    expect(prints === undefined || asPattern(prints).test(said!.trim()) ? '' : said).toBe('');
  });
});

/** All of it in one shell that ends at the first command that fails; answers what each part printed. */
async function walk(settings: Readonly<Record<string, string>>, around: string) {
  const lines = parts.flatMap((part, index) => [
    `echo; echo '${marker}${index}'`,
    'commands' in part ? part.commands : `curl -s --fail-with-body -X POST '${around}/${part.elsewhere}'`,
  ]);
  const env = { ...process.env, NODE_ENV: '', ...settings };
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', lines.join('\n')], { cwd: repositoryRoot, env });
  const said = { out: '', err: '' };
  shell.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  shell.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const [code] = (await once(shell, 'close')) as [number | null];
  const printed = said.out.split(new RegExp(`^${marker}\\d+\n`, 'm')).slice(1);
  // What the one that failed printed is not what it should have.
  return {
    printed: code === 0 ? printed : printed.slice(0, -1),
    trouble: `code ${code}\n${said.out.slice(-800)}\n${said.err.slice(-2000)}`,
  };
}
