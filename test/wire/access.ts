import { banned, type Contract, signIn } from './contract.js';
import type { WireRoute } from './routes.js';
import type { Refused, Wire } from './wire.js';

/** What a body may hold, so that only who asks can be wrong. */
const anything = {
  ...{ id: 1, post_id: 1, comment_id: 1, reply_id: 1, tweet_id: 1, topic_id: 1, visibility: 0 },
  ...{ contents: [{ content: 'x', type: 2, sort: 0 }], tags: [], users: [], content: 'x', user_id: 1 },
};

type Routes = readonly WireRoute[];

/** Routes by which members write: neither for guests, nor for who is banned. */
export function refusesOthersThanActive(wire: Parameters<Contract>[0], routes: Routes): void {
  refusesGuests(wire, routes);
  it.each(routes)('%s is not for who is banned', async (route) => {
    const member = await wire().member('villain');
    await wire().bans(member);
    await refused(wire(), member, route, banned);
  });
}

export function refusesGuests(wire: Parameters<Contract>[0], routes: Routes): void {
  it.each(routes)('%s is not for guests', async (route) => {
    await refused(wire(), wire().guest, route, signIn);
  });
}

const refused = (wire: Wire, who: Wire['guest'], route: WireRoute, refusal: Refused): Promise<void> =>
  wire.refused(who, route, route.startsWith('GET') ? { query: { id: 1 } } : { body: anything }, refusal);
