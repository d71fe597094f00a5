import { Config } from '#kernel/config';
import type { Person } from '../support/person.js';
import { ReadCodes } from '../support/read-codes.js';
import { Uploader } from '../support/upload.js';
import { useCommunity } from '../support/use-community.js';
import { testConfig } from '../support/worker-cluster.js';
import type { Contract } from './contract.js';
import { commentVotes } from './contracts/comment-votes.js';
import { comments } from './contracts/comments.js';
import { postMarks } from './contracts/post-marks.js';
import { posts } from './contracts/posts.js';
import { timelines } from './contracts/timelines.js';
import { topics } from './contracts/topics.js';
import { administration } from './contracts/administration.js';
import { media } from './contracts/media.js';
import { site } from './contracts/site.js';
import { wallet } from './contracts/wallet.js';
import { badInput } from './contracts/bad-input.js';
import { identity } from './contracts/identity.js';
import { members } from './contracts/members.js';
import { messages } from './contracts/messages.js';
import { relations } from './contracts/relations.js';
import { strangers } from './contracts/strangers.js';
import { WireDocument } from './document.js';
import { routes } from './routes.js';
import { Wire } from './wire.js';

/** Refused in the same way by many routes; tried once for all, below or in suites of their own. */
const shared = new Set([
  'internal',
  'request.body-too-large',
  'request.media-type',
  'host.unknown',
  'host.invalid',
  'tenant.unavailable',
  'tenant.read-only',
  'tenant.archived',
  'server.busy',
  'server.stopping',
  // Needs limits that a test's members, who share one address, go without, or hundreds of rows: address-limits,
  // follows and friendships.int.spec.ts raise it, and those of the wallet.
  'request.too-many',
]);

const contracts: Readonly<Record<string, Contract>> = {
  // one a line
  posts,
  postMarks,
  comments,
  commentVotes,
  topics,
  identity,
  members,
  relations,
  messages,
  site,
  administration,
};

const paidBy = (payments: 'sandbox' | 'alipay') => new Config(Object.assign({}, testConfig(), { payments }));
/** Everything that a community can have. */
const everything = {
  'web_profile.allow_phone_bind': true,
  'web_profile.allow_tweet_attachment_price': true,
  'web_profile.enable_trends_bar': true,
  'web_profile.enable_wallet': true,
};

describe('the wire of the original', () => {
  const codes = new ReadCodes();
  const community = useCommunity((builder) =>
    codes.change(builder.overrideProvider(Config).useValue(paidBy('sandbox'))),
  );
  const unready = useCommunity((builder) => builder.overrideProvider(Config).useValue(paidBy('alipay')));
  const uploader = (who: Person) => new Uploader(community.app, who);
  const moreContracts = {
    timelines: timelines(uploader),
    media: media(uploader),
    wallet: wallet({ uploader, unready }),
    strangers,
    badInput, // the last: it leaves a mess
  };
  let opened: Wire;
  const wire = (): Wire => opened;

  beforeAll(async () => {
    const { body } = await community.guest.request('GET', '/docs/openapi.json');
    opened = new Wire(community, WireDocument.parse(body), codes);
    await opened.chooses(everything);
  });

  // Failed logins count against the address as well, which all people of a test share.
  afterEach(() => wire().sql(`delete from access_code where purpose = 'login'`));

  it('has every route of the reference, none twice', () => {
    expect(new Set(routes).size).toBe(75);
    const registered = new Set(community.api.http.routes.routes.map(({ method, url }) => `${method} ${url}`));
    expect(routes.filter((route) => !registered.has(route) && !registered.has(route.replace(/\/$/, '')))).toEqual([]);
  });

  describe.each(Object.entries({ ...contracts, ...moreContracts }))('%s', (_, contract) => {
    contract(wire);
  });

  it('is covered: every route, and every refusal of its own', () => {
    expect(wire().gaps(shared)).toEqual([]);
    process.stdout.write(`${wire().covered} of ${routes.length} routes\n`);
    expect(wire().covered).toBe(75);
  });
});
