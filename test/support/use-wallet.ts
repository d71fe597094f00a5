import { randomUUID } from 'node:crypto';
import { Config } from '#kernel/config';
import { type Row, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Answer, Data, Person } from './person.js';
import { Uploader } from './upload.js';
import { type TestCommunity, useCommunity } from './use-community.js';
import { testConfig } from './worker-cluster.js';

/** A community of a deployment that takes payments, and what one does about money there. */
export interface TestWallet {
  readonly community: TestCommunity;
  /** In the scope of the community, or that of another one. */
  within<T>(work: () => Promise<T>, of?: TestCommunity): Promise<T>;
  sql<R extends Row>(text: string, values?: unknown[]): Promise<R[]>;
  /** By the administrator, through the API. */
  chooses(settings: Readonly<Record<string, boolean | number | string>>, of?: TestCommunity): Promise<void>;
  /** A post with so many attachments, each of them sold unless the price is 0. */
  sells(author: Person, price: number, more?: { visibility?: number; files?: number }): Promise<Goods>;
  /** As a provider does; answers whatever the notify route answers. */
  notifies(form: Readonly<Record<string, string>> | string): Promise<Answer>;
  /** Pays in by the sandbox: the member has so much more. */
  paysIn(member: Person, amount: number): Promise<void>;
  balanceOf(member: Person): Promise<number>;
  billsOf(member: Person): Promise<Data[]>;
}

export interface Goods {
  readonly postId: number;
  readonly blockIds: readonly number[];
}

const open = { 'web_profile.enable_wallet': true, 'web_profile.allow_tweet_attachment_price': true };
export const zipFile = Buffer.concat([Buffer.from('PK\u0003\u0004 some files'), Buffer.alloc(64)]);

/** `gateway`: asked for when the deployment starts. */
export function useWallet(payments: Config['payments'] = 'sandbox', gateway?: () => string): TestWallet {
  const community = useCommunity((builder) => {
    const settings = { payments, ...(gateway && { alipayGateway: gateway() }) };
    return builder.overrideProvider(Config).useValue(new Config(Object.assign({}, testConfig(), settings)));
  });
  const wallet = new WalletTrial(community);
  beforeAll(() => wallet.chooses(open));
  return wallet;
}

class WalletTrial implements TestWallet {
  constructor(readonly community: TestCommunity) {}

  async within<T>(work: () => Promise<T>, of = this.community): Promise<T> {
    const tenant = await of.app.get(TenantDirectory).findByHost(of.host);
    return tenantScope.run(tenant!, work);
  }

  async sql<R extends Row>(text: string, values: unknown[] = []): Promise<R[]> {
    return this.within(() => this.community.app.get(TenantDatabase).query<R>(text, values));
  }

  async chooses(settings: Readonly<Record<string, boolean | number | string>>, of = this.community): Promise<void> {
    const items = Object.entries(settings).map(([key, value]) => ({ key, value }));
    await (await of.owner()).post('/v1/admin/settings/save', { items });
  }

  async sells(
    author: Person,
    price: number,
    { visibility = 0, files: count = 1 }: { visibility?: number; files?: number } = {},
  ): Promise<Goods> {
    const uploader = new Uploader(this.community.app, author);
    const files = await Promise.all(
      Array.from({ length: count }, () => uploader.file('attachment', zipFile, 'application/zip')),
    );
    const text = { content: `For sale: ${randomUUID()}`, type: 2, sort: 100 };
    const attachments = files.map(({ content }, index) => ({ content, type: 7, sort: 101 + index }));
    const post = await author.post('/v1/post', {
      contents: [text, ...attachments],
      tags: [],
      users: [],
      visibility,
      attachment_price: price,
    });
    const blocks = (post['contents'] as Data[]).filter(({ type }) => type === (price > 0 ? 8 : 7));
    return { postId: post['id'] as number, blockIds: blocks.map(({ id }) => id as number) };
  }

  async notifies(form: Readonly<Record<string, string>> | string): Promise<Answer> {
    const { statusCode, headers, body } = await this.community.app.inject({
      method: 'POST',
      url: '/v1/alipay/notify',
      headers: { host: this.community.host, 'content-type': 'application/x-www-form-urlencoded' },
      payload: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
    });
    return { status: statusCode, headers, body };
  }

  async paysIn(member: Person, amount: number): Promise<void> {
    const { pay } = await member.post('/v1/user/recharge', { amount });
    const page = await this.community.app.inject({
      url: new URL(pay as string).pathname,
      headers: { host: this.community.host },
    });
    const fields = [...page.body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
    const { body } = await this.notifies(Object.fromEntries(fields.map(([, name, value]) => [name!, value!])));
    if (body !== 'success') throw new Error(`Not paid: ${body}`);
  }

  async balanceOf(member: Person): Promise<number> {
    return (await member.get('/v1/user/info'))['balance'] as number;
  }

  async billsOf(member: Person): Promise<Data[]> {
    return (await member.get('/v1/user/wallet/bills?page_size=100'))['list'] as Data[];
  }
}
