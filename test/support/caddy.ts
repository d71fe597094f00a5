import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { freePort, until } from './npm-start.js';
import { repositoryRoot } from './worker-cluster.js';

export interface CaddyAnswer {
  readonly status: number;
  readonly location?: string;
  readonly body: string;
  /** Names that the certificate is for; of an answer over HTTP, none. */
  readonly names: string;
}

/** The proxy of docs/domains.md, by the very file of that page, with Caddy's internal authority. */
export class Caddy {
  private said = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly httpPort: number,
    readonly httpsPort: number,
  ) {
    child.stderr!.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    child.on('error', (error) => (this.said += error.message));
  }

  /** Ports are free ones that somebody has looked for before, because the server has to know them. */
  static async start(ports: { https: number; server: number; ask: number }): Promise<Caddy> {
    const folder = mkdtempSync(join(tmpdir(), 'caddy-'));
    const file = join(folder, 'Caddyfile');
    writeFileSync(file, documentedFile());
    const http = await freePort();
    const settings = {
      CADDY_ADMIN: 'off',
      HTTP_PORT: String(http),
      HTTPS_PORT: String(ports.https),
      CERTIFICATES: 'internal',
      PAOPAO: `127.0.0.1:${ports.server}`,
      PAOPAO_ASK: `127.0.0.1:${ports.ask}`,
      HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
    };
    const child = spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const caddy = new Caddy(child, folder, http, ports.https);
    await until(
      () => caddy.said.includes('serving initial configuration') && existsSync(caddy.authority),
      20_000,
      () => caddy.said,
    );
    return caddy;
  }

  private get authority(): string {
    return join(this.folder, 'caddy', 'pki', 'authorities', 'local', 'root.crt');
  }

  /** As a browser does that trusts the authority. Rejects where there is no certificate for the name. */
  async get(host: string, path = '/', headers: Record<string, string> = {}): Promise<CaddyAnswer> {
    const outgoing = httpsRequest({
      host: '127.0.0.1',
      port: this.httpsPort,
      servername: host,
      ca: readFileSync(this.authority),
      path,
      headers: { host: `${host}:${this.httpsPort}`, ...headers },
      agent: false,
    });
    outgoing.end();
    const [answer] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage];
    const names = (answer.socket as import('node:tls').TLSSocket).getPeerCertificate().subjectaltname ?? '';
    const { location } = answer.headers;
    return { status: answer.statusCode!, ...(location && { location }), body: await text(answer), names };
  }

  async getPlain(host: string, path = '/'): Promise<CaddyAnswer> {
    const outgoing = httpRequest({ host: '127.0.0.1', port: this.httpPort, path, headers: { host }, agent: false });
    outgoing.end();
    const [answer] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage];
    const { location } = answer.headers;
    return { status: answer.statusCode!, ...(location && { location }), body: await text(answer), names: '' };
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGTERM');
      await once(this.child, 'exit');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function documentedFile(): string {
  const page = readFileSync(join(repositoryRoot, 'docs', 'domains.md'), 'utf8');
  const [, file] = /^```caddyfile\n([\s\S]*?)^```$/m.exec(page) ?? [];
  if (!file) throw new Error('docs/domains.md has no Caddyfile.');
  return file;
}
