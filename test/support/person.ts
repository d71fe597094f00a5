import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** A refusal, as a client sees it. */
export class WireError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    readonly error: string | undefined,
    readonly body: unknown,
  ) {
    super(`${status} ${code} ${error ?? ''} ${JSON.stringify(body)}`);
  }
}

export type Data = Record<string, unknown>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

interface WholeAnswer extends Answer {
  readonly bytes: Buffer;
}

/** Somebody who calls the API of one host; `get` and `post` answer `data` and throw WireError. */
export class Person {
  id = 0;
  username = '';
  password = '';
  token?: string;

  constructor(
    private readonly app: NestFastifyApplication,
    readonly host: string,
  ) {}

  async request(
    method: Method,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<WholeAnswer> {
    const answer = await this.app.inject({
      method,
      url,
      headers: {
        host: this.host,
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body, bytes: answer.rawPayload };
  }

  async call(method: Method, url: string, body?: unknown): Promise<Data> {
    const { status, body: text } = await this.request(method, url, body);
    const json = JSON.parse(text) as { code: number; error?: string; data?: Data };
    if (status >= 300 || json.code !== 0) throw new WireError(status, json.code, json.error, json);
    return json.data ?? {};
  }

  get = (url: string): Promise<Data> => this.call('GET', url);
  post = (url: string, body?: unknown): Promise<Data> => this.call('POST', url, body);
  delete = (url: string, body?: unknown): Promise<Data> => this.call('DELETE', url, body);

  async login(username: string, password: string): Promise<this> {
    const { token } = await this.post('/v1/auth/login', { username, password });
    this.token = token as string;
    this.username = username;
    this.password = password;
    this.id = (await this.get('/v1/user/info'))['id'] as number;
    return this;
  }

  async register(username: string, password = `${username}-password`): Promise<this> {
    await this.post('/v1/auth/register', { username, password });
    return this.login(username, password);
  }

  /** Posts a text; answers the post as the wire has it. */
  async posts(
    text: string,
    more: { tags?: string[]; users?: string[]; visibility?: number } = {},
  ): Promise<Data & { id: number }> {
    const { tags = [], users = [], visibility = 0 } = more;
    const contents = [{ content: text, type: 2, sort: 100 }];
    return (await this.post('/v1/post', { contents, tags, users, visibility })) as Data & { id: number };
  }

  async comments(postId: number, text: string, users: string[] = []): Promise<Data & { id: number }> {
    const contents = [{ content: text, type: 2, sort: 100 }];
    return (await this.post('/v1/post/comment', { post_id: postId, contents, users })) as Data & { id: number };
  }

  async timeline(style = 'newest', size = 20): Promise<Data[]> {
    return (await this.get(`/v1/posts?style=${style}&page_size=${size}`))['list'] as Data[];
  }

  async messages(style = 'all'): Promise<Data[]> {
    return (await this.get(`/v1/user/messages?style=${style}&page_size=100`))['list'] as Data[];
  }
}
