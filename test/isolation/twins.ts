import type { TestTenant } from '../support/make-tenant.js';
import type { Makers } from './makers.js';
import type { Observer } from './observer.js';
import { send } from './send.js';
import { type Goods, password, type Settler, Settlement } from './settlement.js';
import { type Ids, orderAmount } from './wire.js';

/** One of two communities that have the same ids and the same names, and tell themselves apart by a word in every text. */
export interface Twin {
  readonly canary: string;
  readonly tenant: TestTenant;
  readonly host: string;
  /** Of ada, who acts; bob is the one she deals with, and keeper administers. */
  readonly token: string;
  readonly bob: string;
  readonly keeper: string;
  readonly ids: Ids;
  /** The stylesheet that its pages name. */
  readonly asset: string;
  /** What the administrator's form of its profile holds. */
  readonly profile: Readonly<Record<string, unknown>>;
  readonly place: Settlement;
  readonly settle: () => Promise<void>;
}

export interface Twins {
  readonly home: Twin;
  readonly other: Twin;
  /** What exists in `other` only, under ids that `home` has never given. */
  readonly elsewhere: Ids;
}

/** Seven letters each that no hash, id or date holds by chance, and that a member may be called by. */
const canaries = ['heronxq', 'otterxq'] as const;
/** What is another thing in each: words, names that are drawn, and what is signed. */
const own: ReadonlySet<string> = new Set<keyof Ids>([
  'word',
  'picture',
  'notice',
  'link',
  'reading',
  'bringing',
  'fresh',
]);

export async function makeTwins(makers: Makers): Promise<Twins> {
  const [home, other] = (await Promise.all(canaries.map((canary) => populate(makers, canary)))) as [Twin, Twin];
  const differing = Object.keys(home.ids).filter((name) => {
    const [mine, theirs] = [home, other].map(({ ids }) => ids[name as keyof Ids]);
    return mine !== theirs && !own.has(name);
  });
  if (differing.length) throw new Error(`The twins differ in ${differing.join(', ')}.`);
  const elsewhere = await strangers(makers, other);
  for (const { place } of [home, other]) await place.insider.rest();
  return { home, other, elsewhere };
}

async function populate(makers: Makers, canary: string): Promise<Twin> {
  const tenant = await makers.makeTenant(`${canary}-${Math.random().toString(36).slice(2, 8)}`);
  const place = await Settlement.open(makers, canary, tenant);
  const [ada, bob] = [await place.register('ada'), await place.register('bob')];
  const people = { author: bob, reader: ada, deposit: depositOf({ canary }) };
  const goods = await place.furnish({ ...people, tags: [canary], file: 'public/image/kept.txt' });
  await relate(place, ada, bob);
  await makers.settle();
  const { readonly_fields: fixed, ...profile } = await place.call(place.keeper, 'GET', '/v1/admin/site/profile');
  for (const field of fixed as string[]) delete profile[field];
  return {
    ...{ canary, tenant, place, profile },
    host: tenant.host,
    token: ada.token,
    bob: bob.token,
    keeper: place.keeper,
    ids: idsOf(place, { ...goods, member: bob.id, username: bob.username, secret: '', captcha: '', phone: '' }),
    asset: await stylesheetOf(makers, tenant),
    settle: makers.settle,
  };
}

/** Follows and friends, somebody whom ada keeps away, and a namesake of the community. */
async function relate(place: Settlement, ada: Settler, bob: Settler): Promise<void> {
  const tell = (from: Settler, path: string, to: Settler, more = {}) =>
    place.call(from.token, 'POST', path, { user_id: to.id, ...more });
  await tell(ada, '/v1/user/follow', bob);
  await tell(bob, '/v1/user/follow', ada);
  await tell(bob, '/v1/friend/requesting', ada, { greetings: `${place.canary} asks` });
  await tell(ada, '/v1/friend/add', bob);
  const cleo = await place.register('cleo');
  for (const path of ['/v1/user/block', '/v1/user/mute']) await tell(ada, path, cleo);
  await place.register(place.canary);
}

/** Rows beyond the reach of the other's sequences, so that nobody there ever gets their ids. */
async function strangers(makers: Makers, { canary, tenant }: Twin): Promise<Ids> {
  const { observer } = makers;
  await observer.query(
    `select setval(format('%I.%I', schemaname, sequencename)::regclass, 700000) from pg_sequences where schemaname = $1`,
    [tenant.schema],
  );
  const place = await Settlement.open(makers, canary, tenant);
  const [stranger, friend] = [await place.register('stranger'), await place.register('friend')];
  const people = { author: stranger, reader: friend, deposit: 100 };
  const only = { tags: [canary, 'onlythere'], file: 'public/image/only-there.txt' };
  const goods = await place.furnish({ ...people, ...only });
  await makeCrowd(observer, tenant.schema, canary);
  await makers.settle();
  const known = { secret: 'known there only', captcha: 'drawn there only', phone: '13900000000' };
  await place.insider.invite(known.secret);
  await place.insider.drawCaptcha(known.captcha);
  await place.insider.sendCode(known.phone);
  return idsOf(place, { ...goods, ...known, member: stranger.id, username: stranger.username });
}

/** So many members and old posts has the second community more than the first: its figures have three digits. */
const crowd = 400;
export const isFirst = ({ canary }: Pick<Twin, 'canary'>): boolean => canary === canaries[0];
/** Whether a number is of the size that this community's have. */
export const isOfSize = (count: number, at: Twin): boolean => count >= crowd !== isFirst(at);
/** What ada has paid in. */
export const depositOf = (at: Pick<Twin, 'canary'>): number => (isFirst(at) ? 1_000_000 : 2_000_000);

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

type Made = Goods & Pick<Ids, 'member' | 'username' | 'secret' | 'captcha' | 'phone'>;

/** Each look at `fresh` gives another word: up to 12 letters and digits. */
function idsOf({ canary, insider }: Settlement, made: Made): Ids {
  let count = 0;
  const signed = {
    notice: (order: number) => insider.notice(order, orderAmount),
    link: insider.link,
    reading: insider.reading,
    bringing: insider.bringing,
  };
  const ids = { ...made, ...signed, word: canary, password };
  return Object.defineProperty(ids as Ids, 'fresh', { enumerable: true, get: () => `new${(count += 1)}` });
}

async function stylesheetOf({ app }: Makers, { host }: TestTenant): Promise<string> {
  const { body } = await send(app, { method: 'GET', url: '/' }, {}, { host });
  return /\/assets\/([\w.]+\.css)/.exec(body)?.[1] ?? '';
}
