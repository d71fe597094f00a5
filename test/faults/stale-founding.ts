import { ModelCommunity, ModelMember, sessionOf, accountOf } from './stale-model.js';
import type { WebWire } from './stale-wire.js';
import { inParallel, untilTrue } from './wire.js';

const membersEach = 6;

export interface Operator {
  readonly host: string;
  readonly token: string;
}

/** So many communities, each with an owner and some members, by the API alone. */
export async function foundCommunities(wire: WebWire, operator: Operator, count: number): Promise<ModelCommunity[]> {
  const communities: ModelCommunity[] = [];
  await inParallel(count, 4, async (number) => {
    communities[number] = await found(wire, operator, number);
  });
  return communities;
}

async function found(wire: WebWire, operator: Operator, number: number): Promise<ModelCommunity> {
  const draft = new ModelCommunity(number, 0, '');
  const slug = draft.mark('s', 0);
  const owner = accountOf(draft.mark('m', 0));
  const call = { ...operator, via: 0, path: '/platform/v1/tenants' } as const;
  const { json } = await wire.send({ ...call, method: 'POST', key: slug, body: { slug, name: slug, owner } });
  const { operation } = json as { operation?: { readonly id: number } };
  const find = async () => (await wire.send({ ...call, path: `${call.path}?q=${slug}` })).json as { items: Tenant[] };
  if (operation) await untilTrue(async () => (await find()).items[0]?.state === 'active', 30_000);
  const { id } = (await find()).items[0]!;
  const community = new ModelCommunity(number, id, `${slug}.localhost`);
  for (let member = 0; member < membersEach; member += 1) community.members.push(await join(wire, community, member));
  return community;
}

interface Tenant {
  readonly id: number;
  readonly state: string;
}

/** The first one is there already. */
async function join(wire: WebWire, community: ModelCommunity, number: number): Promise<ModelMember> {
  const username = community.mark('m', number);
  const call = { host: community.host, via: 0, method: 'POST', body: accountOf(username) } as const;
  if (number > 0) await wire.send({ ...call, path: '/v1/auth/register' });
  const signIn = async (): Promise<string> => {
    const { json } = await wire.send({ ...call, path: '/v1/auth/login' });
    return (json.data as { token: string }).token;
  };
  const token = await signIn();
  const { json } = await wire.send({ host: community.host, via: 0, path: '/v1/user/info', token });
  const { id } = json.data as { id: number };
  const member = new ModelMember(number, id, username, sessionOf(token), number === 0);
  member.spare = sessionOf(await signIn());
  return member;
}
