import type { Answer, HttpVisitor } from './http-visitor.js';

type Data = Record<string, unknown>;
type Method = 'GET' | 'POST' | 'DELETE';

/** A file of a form. */
export interface SentFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly name: string;
}

/** Somebody who calls the API of a started product. */
export class WireClient {
  private token = '';

  constructor(private readonly visitor: HttpVisitor) {}

  async register(login: { username: string; password: string }): Promise<this> {
    await this.call('POST', '/v1/auth/register', login);
    return this.signIn(login);
  }

  async signIn(login: { username: string; password: string }): Promise<this> {
    this.token = (await this.call('POST', '/v1/auth/login', login))['token'] as string;
    return this;
  }

  /** Answers `data`; throws where it is refused. */
  async call(method: Method, path: string, body?: unknown): Promise<Data> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return dataOf(path, await this.send(method, path, 'application/json', payload));
  }

  /** A file of a type of the wire; as it is answered, refused or not. */
  async attempt(type: string, { bytes, type: declared, name }: SentFile): Promise<Answer> {
    const form = new FormData();
    form.append('type', type);
    form.append('file', new Blob([new Uint8Array(bytes)], { type: declared }), name);
    const sent = new Response(form);
    const payload = Buffer.from(await sent.arrayBuffer());
    return this.send('POST', '/v1/attachment', sent.headers.get('content-type')!, payload);
  }

  /** Answers its address. */
  async upload(type: string, file: SentFile): Promise<string> {
    return dataOf(file.name, await this.attempt(type, file))['content'] as string;
  }

  private send(method: Method, path: string, type: string, payload?: Buffer | string): Promise<Answer> {
    const headers = {
      ...(this.token && { authorization: `Bearer ${this.token}` }),
      ...(payload !== undefined && { 'content-type': type }),
    };
    return this.visitor.ask(path, { method, headers, ...(payload !== undefined && { payload }) });
  }
}

function dataOf(what: string, { status, body }: Answer): Data {
  const text = body.toString('utf8');
  if (status >= 300) throw new Error(`${what}: ${status} ${text.slice(0, 300)}`);
  return (JSON.parse(text) as { data?: Data | null }).data ?? {};
}

/** What a file of the wire is when nothing is to be seen in it. */
export const smallestZip = Buffer.concat([Buffer.from('PK\u0003\u0004 kept'), Buffer.alloc(64)]);
