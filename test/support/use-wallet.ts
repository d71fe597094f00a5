import { randomUUID } from 'node:crypto';
import { Config } from '#kernel/config';
import { type Row, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Answer, Data, Person } from './person.js';
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

/** `gateway`: asked for when the deployment starts. */
export function useWallet(payments: Config['payments'] = 'sandbox', gateway?: () => string): TestWallet {
  const community = useCommunity((builder) => {
    const settings = { payments, ...(gateway && { alipayGateway: gateway() }) };
    return builder.overrideProvider(Config).useValue(new Config(Object.assign({}, testConfig(), settings)));
  });
  const wallet = new WalletTrial(community);
  beforeAll(() => wallet.chooses({ 'web_profile.enable_wallet': true }));
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
    { visibility = 0, files = 1 }: { visibility?: number; files?: number } = {},
  ): Promise<Goods> {
    const { id: postId } = await author.posts(`For sale: ${randomUUID()}`, { visibility });
    const keys = Array.from({ length: files }, () => `t/${this.community.tenant.id}/attachment/${randomUUID()}.zip`);
    const blocks = await this.sql<{ id: number }>(
      `with object as (
         insert into media_object (owner_id, key, kind, content_type, size)
         select $2, key, 3, 'application/zip', 1 from unnest($3::text[]) as key returning id, key, nextval('block_id') as block_id),
       used as (
         insert into media_use (object_id, subject, subject_id, block_id) select id, 'post', $1, block_id from object),
       shown as (
         select jsonb_agg(jsonb_build_object('id', block_id, 'post_id', $1, 'type', $5::int, 'sort', 101, 'media', key)) as blocks
           from object)
       update post set attachment_price = $4, blocks = post.blocks || shown.blocks from shown where post.id = $1
       returning array(select block_id from object) as id`,
      [postId, author.id, keys, price, price > 0 ? 8 : 7],
    );
    return { postId, blockIds: (blocks[0]!.id as unknown as number[]).map(Number) };
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
