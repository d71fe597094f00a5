import type { Data, Person } from '../../support/person.js';
import type { Uploader } from '../../support/upload.js';
import type { WireDocument } from '../document.js';
import { brokenRules } from './rules.js';

export type Method = 'GET' | 'POST' | 'DELETE';

/** Where a browser is pointed at. */
export interface Site {
  /** Without a token of their own: browsers bring theirs. */
  readonly transport: Person;
  readonly document: WireDocument;
  /** Every `METHOD path` that was asked for. */
  readonly called: Set<string>;
  uploader(token: string): Uploader;
}

interface Answered {
  readonly code: number;
  readonly msg: string;
  readonly data?: unknown;
}

/** The front end in the hands of somebody: its paths, its headers, and what it does with an answer. */
export class Browser {
  id = 0;
  /** As `localStorage` answers it: with nothing kept, the header says `Bearer null`. */
  token: string | null = null;

  constructor(
    private readonly site: Site,
    readonly username: string,
    public password = `${username}-password`,
  ) {}

  get<T = Data>(path: string, query: Readonly<Record<string, string | number>> = {}): Promise<T> {
    const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    return this.call<T>('GET', path, undefined, asked.size ? `?${asked}` : '');
  }
  post = <T = Data>(path: string, body?: unknown): Promise<T> => this.call<T>('POST', path, body);
  /** With a body, as axios sends `data`. */
  delete = <T = Data>(path: string, body: unknown): Promise<T> => this.call<T>('DELETE', path, body);

  /** Of an upload component, which reads the answer itself: the address of the file. */
  async upload(type: string, bytes: Buffer, as: string): Promise<string> {
    const { status, body } = await this.site.uploader(String(this.token)).attempt(type, bytes, as);
    return this.accepted<{ content: string }>('POST', 'v1/attachment', { status, body }).content;
  }

  /** `auth.vue`: a token, and at once whose it is. */
  async signIn(): Promise<void> {
    const { username, password } = this;
    this.token = (await this.post<{ token: string }>('v1/auth/login', { username, password })).token;
    this.id = (await this.get<{ id: number }>('v1/user/info')).id;
    expect(this.id).toBeGreaterThan(0); // which is how it knows that somebody is signed in
  }

  /** The number of a refusal, which is never answered as a success; 401 makes the client forget its token. */
  async refusal(method: Method, path: string, body?: unknown): Promise<number> {
    const { status, json } = await this.send(method, path, body);
    expect({ path, isError: status >= 400, data: json.data }).toEqual({ path, isError: true, data: undefined });
    expect({ path, status: status === 401 }).toEqual({ path, status: json.code >= 10003 && json.code <= 10007 });
    return json.code;
  }

  private async call<T>(method: Method, path: string, body?: unknown, query = ''): Promise<T> {
    const { status, text } = await this.send(method, path, body, query);
    return this.accepted<T>(method, path, { status, body: text });
  }

  private async send(method: Method, path: string, body?: unknown, query = '') {
    const headers = { authorization: `Bearer ${this.token}` };
    const { status, body: text } = await this.site.transport.request(method, `/${path}${query}`, body, headers);
    return { status, text, json: JSON.parse(text) as Answered };
  }

  /** Without data the interceptor makes it `{}`. */
  private accepted<T>(method: Method, path: string, { status, body }: { status: number; body: string }): T {
    const route = `${method} /${path}`;
    const { data = {}, ...envelope } = JSON.parse(body) as Answered;
    expect({ route, status, ...envelope }).toEqual({ route, status: 200, code: 0, msg: 'success' });
    expect({ route, broken: brokenRules(data) }).toEqual({ route, broken: [] });
    expect({ route, faults: this.site.document.faults(route, status, JSON.parse(body)) }).toEqual({
      route,
      faults: [],
    });
    this.site.called.add(route);
    return data as T;
  }
}
