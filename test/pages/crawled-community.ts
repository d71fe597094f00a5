import type { Agent } from 'node:http';
import { parse } from 'node-html-parser';
import { HttpVisitor, type Login } from './http-visitor.js';
import { smallestZip, WireClient } from './wire-client.js';

const password = 'a-long-password';
/** Who crawls as a member. */
export const crawler: Login = { username: 'crawler', password };

interface People {
  readonly keeper: WireClient;
  readonly member: WireClient;
  readonly askers: readonly WireClient[];
}

/** What a demo community has not, and pages are for: a wallet with something in it, a file for sale, and people with whom there is something. */
export async function prepare(site: string, owner: Login, agent: Agent): Promise<void> {
  const client = () => new WireClient(new HttpVisitor(site, agent));
  const askers = [];
  for (const username of ['asker1', 'asker2', 'asker3', 'asker4'])
    askers.push(await client().register({ username, password }));
  const people = { keeper: await client().signIn(owner), member: await client().register(crawler), askers };
  await sell(people.keeper);
  await pay(people.member, new HttpVisitor(site, agent));
  await meet(people);
}

async function sell(keeper: WireClient): Promise<void> {
  const features = ['enable_wallet', 'allow_tweet_attachment_price'];
  const items = features.map((name) => ({ key: `web_profile.${name}`, value: true }));
  await keeper.call('POST', '/v1/admin/settings/save', { items });
  const file = await keeper.upload('attachment', { bytes: smallestZip, type: 'application/zip', name: 'notes.zip' });
  const contents = [
    { content: 'All my notes.', type: 2, sort: 100 },
    { content: file, type: 7, sort: 101 },
  ];
  await keeper.call('POST', '/v1/post', { contents, tags: [], users: [], visibility: 0, attachment_price: 100 });
}

/** With the form of the payment provider of developers. */
async function pay(member: WireClient, visitor: HttpVisitor): Promise<void> {
  const { id } = await member.call('POST', '/v1/user/recharge', { amount: 1_000 });
  const page = parse((await visitor.ask(`/wallet/sandbox/${id as number}`)).body.toString('utf8'));
  const fields = page.querySelectorAll('form[action="/v1/alipay/notify"] input[name]');
  const notice = fields.map((field) => [field.getAttribute('name')!, field.getAttribute('value') ?? '']);
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const { body } = await visitor.post('/v1/alipay/notify', new URLSearchParams(notice).toString(), type);
  if (body.toString('utf8') !== 'success') throw new Error(`Not paid: ${body.toString('utf8')}`);
}

/** Requests of friendship to the owner, notices, one of them of a removed post, and whom the member keeps away. */
async function meet({ keeper, member, askers }: People): Promise<void> {
  const idOf = async (one: WireClient) => (await one.call('GET', '/v1/user/info'))['id'] as number;
  const owner = await idOf(keeper);
  for (const asker of askers)
    await asker.call('POST', '/v1/friend/requesting', { user_id: owner, greetings: 'Shall we?' });
  const [one, two] = askers as [WireClient, WireClient];
  const call = { tags: [], users: ['crawler', 'linlin'], visibility: 0 };
  const contents = (text: string) => [{ content: `${text} @crawler @linlin`, type: 2, sort: 100 }];
  await one.call('POST', '/v1/post', { ...call, contents: contents('Hello') });
  await two.call('POST', '/v1/post', { ...call, contents: contents('And again') });
  const { id } = await member.call('POST', '/v1/post', { ...call, users: [], contents: contents('Too much') });
  await keeper.call('DELETE', '/v1/post', { id });
  await member.call('POST', '/v1/user/block', { user_id: await idOf(askers[2]!) });
  await member.call('POST', '/v1/user/mute', { user_id: await idOf(askers[3]!) });
}
