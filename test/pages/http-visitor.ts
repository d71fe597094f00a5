import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

type Texts = Readonly<Record<string, string>>;

export interface Sent {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Texts;
  readonly payload?: Buffer | string;
}

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** What a reader has chosen for one browser: a crawl meets the links to all of it, and stays as it is. */
const choices = new Set(['language', 'look']);

/** Somebody who asks a started product over HTTP, and keeps its cookies. */
export class HttpVisitor {
  private readonly cookies = new Map<string, string>();

  constructor(
    /** Address of a community, such as `http://demo.localhost:3000`. */
    readonly site: string,
    private readonly agent: Agent,
    private readonly language = 'en',
  ) {}

  /** Forgets all that this browser knows. */
  leave(): void {
    this.cookies.clear();
  }

  /** As it is answered: redirects are not followed. */
  async ask(path: string, { method = 'GET', headers = {}, payload }: Sent = {}): Promise<Answer> {
    const answer = await this.send(path, {
      method,
      headers: { ...this.ownHeaders(), ...headers, ...(payload !== undefined && lengthOf(payload)) },
      ...(payload !== undefined && { payload }),
    });
    for (const given of [answer.headers['set-cookie'] ?? []].flat()) this.keep(given);
    return answer;
  }

  /** Sent by a page of this community. */
  post(path: string, payload: Buffer | string, headers: Texts): Promise<Answer> {
    const own = { origin: this.site, 'sec-fetch-site': 'same-origin' };
    return this.ask(path, { method: 'POST', headers: { ...own, ...headers }, payload });
  }

  /** By the form of the sign-in page. */
  async signIn({ username, password }: Login, agent?: string): Promise<void> {
    const headers: Texts = agent === undefined ? {} : { 'user-agent': agent };
    const { status } = await this.fillIn('/sign-in', { username, password }, headers);
    if (status !== 303) throw new Error(`${username} cannot sign in: ${status}`);
  }

  /** Fills in a form that stands on this page, and is sent to it. */
  async fillIn(path: string, fields: Texts, headers: Texts = {}): Promise<Answer> {
    const { body } = await this.ask(path);
    const payload = new URLSearchParams({ form_token: tokenIn(body), ...fields }).toString();
    return this.post(path, payload, { 'content-type': 'application/x-www-form-urlencoded', ...headers });
  }

  private ownHeaders(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { 'accept-language': this.language, accept: 'text/html', ...(cookie && { cookie }) };
  }

  private keep(given: string): void {
    const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(given) ?? [];
    if (choices.has(name)) return;
    if (value === '' || /;\s*max-age=0/i.test(given)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  /** Node resolves no names below localhost, so the host is told by a header. */
  private send(path: string, { method, headers, payload }: Sent): Promise<Answer> {
    const { host, port } = new URL(this.site);
    const { agent } = this;
    return new Promise((resolve, reject) => {
      const target = { host: '127.0.0.1', port, path, agent, method, headers: { ...headers, host } };
      const sent = request(target, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      });
      sent.on('error', reject).setTimeout(20_000, () => sent.destroy(new Error(`${path} is not answered.`)));
      sent.end(payload);
    });
  }
}

const tokenIn = (page: Buffer): string => /name="form_token" value="([\w-]+)"/.exec(page.toString('utf8'))?.[1] ?? '';
const lengthOf = (payload: Buffer | string) => ({ 'content-length': String(Buffer.byteLength(payload)) });
