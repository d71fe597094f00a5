import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TestTenant } from '../support/make-tenant.js';
import type { Insider, Makers } from './makers.js';
import { send } from './send.js';
import { type Answer, type Call, formOf, type Ids, orderAmount } from './wire.js';

export interface Settler {
  readonly id: number;
  readonly username: string;
  readonly token: string;
}

/** What people leave behind. */
export type Goods = Pick<
  Ids,
  | 'post'
  | 'comment'
  | 'reply'
  | 'message'
  | 'topic'
  | 'block'
  | 'sold'
  | 'order'
  | 'session'
  | 'file'
  | 'picture'
  | 'upload'
>;

type Data = Record<string, unknown>;

export const password = 'password';

const smallestPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const smallestZip = Buffer.concat([Buffer.from('PK\u0003\u0004 kept'), Buffer.alloc(64)]);
const files = {
  'public/image': { type: 'image/png', bytes: smallestPng },
  attachment: { type: 'application/zip', bytes: smallestZip },
};

/** What a community has not from its beginning. */
const features = ['enable_wallet', 'allow_tweet_attachment_price', 'enable_trends_bar', 'allow_phone_bind'];

/** A community, and how people move in: all they say and are called has its word. */
export class Settlement {
  private constructor(
    private readonly makers: Makers,
    readonly canary: string,
    readonly host: string,
    readonly insider: Insider,
    /** Token of its administrator. */
    readonly keeper: string,
  ) {}

  /** Everything switched on. */
  static async open(makers: Makers, canary: string, tenant: TestTenant): Promise<Settlement> {
    const { username, password: secret } = makers.owner;
    const { app, openInsider } = makers;
    const keeper = await login(app, { host: tenant.host, username, password: secret });
    const place = new Settlement(makers, canary, tenant.host, await openInsider(tenant), keeper);
    const chosen = [...features.map((name) => [name, true]), ['copyright_top', canary]];
    const items = chosen.map(([name, value]) => ({ key: `web_profile.${String(name)}`, value }));
    await place.call(keeper, 'POST', '/v1/admin/settings/save', { items });
    return place;
  }

  /** Calls a route of this community and answers `data`; throws where it is refused. */
  async call(token: string | undefined, method: string, path: string, body?: unknown): Promise<Data> {
    return dataOf(await this.send(token, method, path, { ...(body !== undefined && { body }) }));
  }

  async register(username: string): Promise<Settler> {
    await this.call(undefined, 'POST', '/v1/auth/register', { username, password });
    const token = await this.login(username);
    const { id } = await this.call(token, 'GET', '/v1/user/info');
    await this.call(token, 'POST', '/v1/user/nickname', { nickname: this.canary });
    return { id: id as number, username, token };
  }

  login(username: string): Promise<string> {
    const { host, canary } = this;
    return login(this.makers.app, { host, username, password, agent: canary });
  }

  /** Answers the id. */
  async publish(token: string, words: string, more: { tags?: string[]; users?: string[] } = {}): Promise<number> {
    return (await this.post(token, { contents: [this.text(words)], ...more }))['id'] as number;
  }

  async comment(token: string, post: number, words: string, users: string[] = []): Promise<number> {
    const body = { post_id: post, contents: [this.text(words)], users };
    return (await this.call(token, 'POST', '/v1/post/comment', body))['id'] as number;
  }

  /** A post with a file, which costs something or not; answers the id of its block. */
  async offer(token: string, cents: number): Promise<number> {
    const { content } = await this.uploaded(token, 'attachment');
    const contents = [this.text(`offers ${content as string}`), { content, type: 7, sort: 101 }];
    const made = await this.post(token, { contents, attachment_price: cents });
    return (made['contents'] as { id: number }[])[1]!.id;
  }

  async order(token: string, amount = orderAmount): Promise<number> {
    return (await this.call(token, 'POST', '/v1/user/recharge', { amount }))['id'] as number;
  }

  async pay(order: number, amount = orderAmount): Promise<void> {
    const { status, body } = await this.send(
      undefined,
      'POST',
      '/v1/alipay/notify',
      formOf(this.insider.notice(order, amount)),
    );
    if (body !== 'success') throw new Error(`Not paid: ${status} ${body}`);
  }

  /** A form with a file of this type. */
  upload(type: keyof typeof files): Call {
    return this.makers.uploadOf([
      { name: 'type', value: type },
      { name: 'file', ...files[type] },
    ]);
  }

  text(words: string): { content: string; type: number; sort: number } {
    return { content: `${this.canary} ${words}`, type: 2, sort: 100 };
  }

  /** Everything there is, by `author`; `reader` stars and keeps it, and has an account with so much in it. */
  async furnish(by: {
    author: Settler;
    reader: Settler;
    tags: string[];
    file: string;
    deposit: number;
  }): Promise<Goods> {
    const { author, reader, tags, file, deposit } = by;
    const users = [reader.username];
    const post = await this.publish(author.token, `says #${tags.join(' #')} `, { tags, users });
    const message = await this.firstMessage(reader);
    const comment = await this.comment(author.token, post, 'comments', users);
    const answer = { comment_id: comment, content: `${this.canary} replies`, at_user_id: 0 };
    const { id: reply } = await this.call(author.token, 'POST', '/v1/post/comment/reply', answer);
    await this.pay(await this.order(reader.token, deposit), deposit);
    return {
      ...{ post, comment, reply: reply as number, message },
      topic: await this.keep(reader, post),
      block: await this.offer(author.token, 0),
      sold: await this.offer(author.token, 100),
      order: await this.order(reader.token),
      session: await this.session(reader),
      file: await this.kept(file),
      picture: await this.picture(reader),
      upload: await this.bring(author.token),
    };
  }

  /** Stars and collects it, and follows its last topic. */
  private async keep({ token }: Settler, post: number): Promise<number> {
    await this.call(token, 'POST', '/v1/post/star', { id: post });
    await this.call(token, 'POST', '/v1/post/collection', { id: post });
    const { topics } = await this.call(token, 'GET', '/v1/tags?type=new&num=1');
    const [{ id }] = topics as [{ id: number }];
    await this.call(token, 'POST', '/v1/topic/follow', { topic_id: id });
    return id;
  }

  private async firstMessage({ token }: Settler): Promise<number> {
    await this.makers.settle();
    const { list } = await this.call(token, 'GET', '/v1/user/messages?style=all');
    return (list as [{ id: number }])[0].id;
  }

  private async session({ username }: Settler): Promise<number> {
    const { list } = await this.call(await this.login(username), 'GET', '/v1/user/sessions');
    return (list as { id: number; current: number }[]).find(({ current }) => current === 1)!.id;
  }

  private async kept(file: string): Promise<string> {
    for (const path of [file, 'attachment/kept.zip']) await this.insider.keepFile(path, this.canary);
    return file;
  }

  /** A post shows it, so that it stays when it is nobody's likeness any more. */
  private async picture({ token }: Settler): Promise<string> {
    const { content } = await this.uploaded(token, 'public/image');
    await this.post(token, { contents: [this.text('shows'), { content, type: 3, sort: 101 }] });
    return content as string;
  }

  /** A file goes to the store by itself; answers the id by which it can be completed. */
  async bring(token: string): Promise<number> {
    const { type, bytes } = files.attachment;
    const about = { type: 'attachment', content_type: type, file_size: bytes.length };
    const { id, url, fields } = await this.call(token, 'POST', '/v1/attachment/direct', about);
    const given = Object.entries(fields as Record<string, string>).map(([name, value]) => ({ name, value }));
    const form = this.makers.uploadOf([...given, { name: 'file', type, bytes }]);
    const { status, body } = await this.send(undefined, 'POST', new URL(url as string).pathname, form);
    if (status >= 300) throw new Error(`Not brought: ${status} ${body}`);
    return id as number;
  }

  /** Of several requests, of which this is the first; answers its id. */
  async beginUpload(token: string, call: Call): Promise<number> {
    return dataOf(await this.send(token, 'POST', '/v1/uploads', call))['id'] as number;
  }

  /** What an upload answers. */
  async uploaded(token: string, type: keyof typeof files): Promise<Data> {
    return dataOf(await this.send(token, 'POST', '/v1/attachment', this.upload(type)));
  }

  private post(token: string, body: object): Promise<Data> {
    return this.call(token, 'POST', '/v1/post', { tags: [], users: [], visibility: 0, ...body });
  }

  private send(token: string | undefined, method: string, url: string, call: Call): Promise<Answer> {
    return send(this.makers.app, { method, url }, call, { host: this.host, ...(token !== undefined && { token }) });
  }
}

interface Login {
  readonly host: string;
  readonly username: string;
  readonly password: string;
  readonly agent?: string;
}

async function login(app: NestFastifyApplication, { host, agent = '', ...body }: Login): Promise<string> {
  const headers = { 'user-agent': agent };
  const answer = await send(app, { method: 'POST', url: '/v1/auth/login' }, { body, headers }, { host });
  return dataOf(answer)['token'] as string;
}

function dataOf({ status, body }: Answer): Data {
  if (status >= 300) throw new Error(`${status} ${body}`);
  return (JSON.parse(body) as { data?: Data }).data ?? {};
}
