import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hashSecret } from '#kernel/crypto';
import { TenantObjects } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { TestTenant } from '../support/make-tenant.js';
import type { Ids } from './wire.js';
import type { Observer } from './observer.js';
import { send } from './send.js';

/** One of two communities that have the same ids and the same names, and tell themselves apart by a word in every text. */
export interface Twin {
  readonly canary: string;
  readonly tenant: TestTenant;
  readonly host: string;
  /** Of ada, who acts; bob is the one she deals with. */
  readonly token: string;
  readonly bob: string;
  readonly ids: Ids;
  /** The stylesheet that its pages name. */
  readonly asset: string;
  /** Invites the owner once more, as only the making of a community does; `secret` is what the address would hold. */
  readonly invite: (secret: string) => Promise<void>;
  /** Calls a route of this community and answers `data`; throws where it is refused. */
  readonly call: (
    token: string | undefined,
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<Record<string, unknown>>;
  readonly settle: () => Promise<void>;
}

export interface Twins {
  readonly home: Twin;
  readonly other: Twin;
  /** What exists in `other` only, under ids that `home` has never given. */
  readonly elsewhere: Ids;
}

export interface Makers {
  readonly app: NestFastifyApplication;
  readonly observer: Observer;
  readonly makeTenant: (slug: string) => Promise<TestTenant>;
  readonly settle: () => Promise<void>;
}

export const password = 'the same in both';
/** Letters that no hash, id or date holds by chance. */
const canaries = ['heronxq', 'otterxq'] as const;

export async function makeTwins(makers: Makers): Promise<Twins> {
  const [home, other] = (await Promise.all(canaries.map((canary) => populate(makers, canary)))) as [Twin, Twin];
  const differing = Object.keys(home.ids).filter((name) => {
    const [mine, theirs] = [home, other].map(({ ids }) => ids[name as keyof Ids]);
    return mine !== theirs && name !== 'word' && name !== 'newcomer';
  });
  if (differing.length) throw new Error(`The twins differ in ${differing.join(', ')}.`);
  return { home, other, elsewhere: await strangers(makers, other) };
}

async function populate(makers: Makers, canary: string): Promise<Twin> {
  const tenant = await makers.makeTenant(`${canary}-${Math.random().toString(36).slice(2, 8)}`);
  const call = caller(makers.app, tenant.host);
  const [ada, bob] = [await register(call, 'ada'), await register(call, 'bob')];
  // There is no route by which members change how they are called.
  await makers.observer.query(`update ${tenant.schema}.member set nickname = $1 || username`, [`${canary} `]);
  await call(ada.token, 'POST', '/v1/user/follow', { user_id: bob.id });
  await call(bob.token, 'POST', '/v1/user/follow', { user_id: ada.id });
  const made = await write({ call, canary, author: bob.token, reader: ada.token, users: ['ada'] });
  await makers.settle();
  const { list } = await call(ada.token, 'GET', '/v1/user/messages?style=all');
  const message = (list as { id: number }[])[0]!.id;
  const ids = { member: bob.id, username: 'bob', password, word: canary, secret: '', ...made, message };
  await keepFile(makers.app, tenant.host, made.file, canary);
  return {
    canary,
    tenant,
    host: tenant.host,
    token: ada.token,
    bob: bob.token,
    ids: countingNewcomers(ids),
    asset: await stylesheetOf(makers.app, tenant.host),
    invite: inviter(makers.observer, tenant),
    call,
    settle: makers.settle,
  };
}

/** Rows beyond the reach of the other's sequences, so that nobody there ever gets their ids. */
async function strangers({ app, observer, settle }: Makers, { canary, tenant, call, invite }: Twin): Promise<Ids> {
  await observer.query(
    `select setval(format('%I.%I', schemaname, sequencename)::regclass, 700000) from pg_sequences where schemaname = $1`,
    [tenant.schema],
  );
  const [stranger, friend] = [await register(call, 'stranger'), await register(call, 'friend')];
  await observer.query(`update ${tenant.schema}.member set nickname = $1 where username in ('stranger', 'friend')`, [
    canary,
  ]);
  const made = await write({ call, canary, author: stranger.token, reader: friend.token, users: ['friend'] });
  await makeCrowd(observer, tenant.schema, canary);
  await settle();
  const { list } = await call(friend.token, 'GET', '/v1/user/messages?style=all');
  const file = 'public/image/only-there.txt';
  await keepFile(app, tenant.host, file, canary);
  const message = (list as { id: number }[])[0]!.id;
  const secret = 'known there only';
  await invite(secret);
  return countingNewcomers({
    member: stranger.id,
    username: 'stranger',
    password,
    word: canary,
    secret,
    ...made,
    message,
    file,
  });
}

/** So many members and old posts has the second community more than the first: its figures have three digits. */
const crowd = 400;
export const isFirst = ({ canary }: Pick<Twin, 'canary'>): boolean => canary === canaries[0];
/** Whether a number is of the size that this community's have. */
export const isOfSize = (count: number, at: Twin): boolean => count >= crowd !== isFirst(at);

async function makeCrowd(observer: Observer, schema: string, canary: string): Promise<void> {
  await observer.query(
    `insert into ${schema}.member (username, nickname) select 'crowd' || n, $1 from generate_series(1, ${crowd}) n`,
    [canary],
  );
  await observer.query(
    `insert into ${schema}.post (author_id, blocks, visibility, latest_replied_at)
     select min(id), '[]', 90, 'epoch' from ${schema}.member, generate_series(1, ${crowd}) n group by n`,
  );
}

type Caller = Twin['call'];

/** A post, a comment and a reply to it, all by `author`. */
async function write(by: { call: Caller; canary: string; author: string; reader: string; users: string[] }) {
  const { call, canary, author, reader, users } = by;
  const text = (content: string) => [{ content: `${canary} ${content}`, type: 2, sort: 100 }];
  const post = await call(author, 'POST', '/v1/post', {
    contents: text(`says #${canary} `),
    tags: [canary],
    users,
    visibility: 0,
  });
  const on = { post_id: post['id'], contents: text('comments'), users };
  const comment = await call(author, 'POST', '/v1/post/comment', on);
  const reply = await call(author, 'POST', '/v1/post/comment/reply', {
    comment_id: comment['id'],
    content: `${canary} replies`,
    at_user_id: 0,
  });
  await call(reader, 'POST', '/v1/post/star', { id: post['id'] });
  return {
    post: post['id'] as number,
    comment: comment['id'] as number,
    reply: reply['id'] as number,
    file: 'public/image/kept.txt',
  };
}

async function register(call: Caller, username: string): Promise<{ id: number; token: string }> {
  await call(undefined, 'POST', '/v1/auth/register', { username, password });
  const { token } = await call(undefined, 'POST', '/v1/auth/login', { username, password });
  const { id } = await call(token as string, 'GET', '/v1/user/info');
  return { id: id as number, token: token as string };
}

async function keepFile(app: NestFastifyApplication, host: string, key: string, text: string): Promise<void> {
  const tenant = await app.get(TenantDirectory, { strict: false }).findByHost(host);
  await tenantScope.run(tenant!, () =>
    app.get(TenantObjects, { strict: false }).put(key, Buffer.from(text), { type: 'text/plain' }),
  );
}

const inviter =
  (observer: Observer, { schema }: TestTenant) =>
  async (secret: string): Promise<void> => {
    await observer.query(
      `insert into ${schema}.access_code (purpose, hash, member_id, expires_at)
       select 'invite', $1, id, now() + interval '1 day' from ${schema}.member where is_admin`,
      [hashSecret(secret)],
    );
  };

async function stylesheetOf(app: NestFastifyApplication, host: string): Promise<string> {
  const { body } = await send(app, { method: 'GET', url: '/' }, {}, { host });
  return /\/assets\/([\w.]+\.css)/.exec(body)?.[1] ?? '';
}

function caller(app: NestFastifyApplication, host: string): Caller {
  return async (token, method, path, body) => {
    const call = { ...(body !== undefined && { body }) };
    const answer = await send(app, { method, url: path }, call, { host, ...(token !== undefined && { token }) });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
    return (JSON.parse(answer.body) as { data?: Record<string, unknown> }).data ?? {};
  };
}

/** Each look at `newcomer` gives another name: up to 12 letters and digits. */
function countingNewcomers(ids: Omit<Ids, 'newcomer'>): Ids {
  let count = 0;
  return Object.defineProperty({ ...ids } as Ids, 'newcomer', { enumerable: true, get: () => `new${(count += 1)}` });
}
