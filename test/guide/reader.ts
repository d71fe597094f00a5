import { readFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { withOwnerConnection } from '#kernel/database';
import { EmbeddedPostgres } from '#kernel/embedded-postgres';
import type { DnsServer } from '../support/dns-server.js';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the reader of the page does elsewhere than in the shell. */
export class Reader {
  constructor(private readonly place: { port: number; dataDir: string; token: string; dns: DnsServer }) {}

  readonly does: Readonly<Record<string, () => Promise<void>>> = {
    'owner-confirms': () => this.confirm(),
    'enter-records': () => this.enterRecords(),
    'time-of-grace-passes': () => this.letGracePass(),
  };

  /** Opens the link of the mail, which is in the log where no mail server is set, and presses the button. */
  private async confirm(): Promise<void> {
    const link = /http:\/\/(tea\.localhost):\d+(\/owner\/verify\/[\w-]+)/;
    const log = (): string => readFileSync(join(this.place.dataDir, 'server.log'), 'utf8');
    for (const until = Date.now() + 20_000; !link.test(log()) && Date.now() < until;) await pause(200);
    const [, host = '', path = ''] = link.exec(log()) ?? [];
    const page = await this.ask(host, path);
    const fields = [...page.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const form = new URLSearchParams(fields.map(([, name = '', value = '']) => [name, value]));
    const cookie = (page.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
    const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie };
    const { status, body } = await this.ask(host, path, { method: 'POST', headers, body: form.toString() });
    if (status !== 303) throw new Error(`The address was not confirmed: ${page.status}, then ${status} ${body}`);
  }

  private async enterRecords(): Promise<void> {
    const headers = { authorization: `Bearer ${this.place.token}` };
    const { body } = await this.ask('platform.localhost', '/platform/v1/tenants/1/domains', { headers });
    const { items } = JSON.parse(body) as { items: { records: { type: string; name: string; value: string }[] }[] };
    for (const { type, name, value } of items.flatMap(({ records }) => records)) {
      if (type === 'TXT') this.place.dns.set(name, { TXT: [value] });
      if (type === 'CNAME') this.place.dns.set(name, { CNAME: value });
    }
  }

  /** A week by the clock of the database, which is the one that counts. */
  private async letGracePass(): Promise<void> {
    const postgres = await EmbeddedPostgres.start({ dataDir: this.place.dataDir });
    try {
      await withOwnerConnection(postgres.url, (client) =>
        client.query(
          `update platform.tenant set delete_after = delete_after - interval '7 days' where state = 'deleting'`,
        ),
      );
    } finally {
      await postgres.stop();
    }
  }

  private ask(
    host: string,
    path: string,
    { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> {
    const { port } = this.place;
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path, method, headers: { ...headers, host: `${host}:${port}` } };
      const sent = request(options, (answer) => {
        text(answer).then(
          (said) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: said }),
          reject,
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
