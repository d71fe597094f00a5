import { type Coverage, platform, type Preparation, reads, writes } from '../cases.js';
import { asKeeper } from '../preparations.js';
import { formOf } from '../wire.js';

let number = 0;
/** An address that waits to be confirmed; its link is whose who has the mail. */
const claimed: Preparation = async ({ place, keeper, tenant }) => {
  const secret = `claim${(number += 1)}-${tenant.slug}`;
  await place.insider.claimAddress(secret);
  return { token: keeper, ids: { secret } };
};
const offeredByKeeper: Preparation = async ({ place, keeper }) => {
  await place.insider.offerTo('bob');
  return { token: keeper };
};
/** The community is offered to somebody new. */
const offeredTo: Preparation = async ({ place, ids }) => {
  const { username, token } = await place.register(ids.fresh);
  await place.insider.offerTo(username);
  return { token };
};
const gone = { elsewhere: { secret: { status: 410 } } };

export const ownershipPages: Coverage = {
  'GET /manage/ownership': reads('signed-in', () => ({}), { prepare: asKeeper }),
  'POST /manage/ownership/email': writes('signed-in', ({ fresh }) => formOf({ email: `${fresh}@example.org` }), {
    prepare: claimed,
  }),
  'POST /manage/ownership/resend': writes('signed-in', () => formOf({}), { prepare: claimed }),
  'POST /manage/ownership/keep': writes('signed-in', () => formOf({}), { prepare: claimed }),
  'POST /manage/ownership/offer': writes(
    'signed-in',
    (_, { tenant }) => formOf({ username: 'bob', name: tenant.slug }), // called by their slugs
    { prepare: offeredByKeeper },
  ),
  'POST /manage/ownership/withdraw': writes('signed-in', () => formOf({}), { prepare: offeredByKeeper }),
  'GET /owner/verify/:secret': reads('open', ({ secret }) => ({ parameters: [secret] }), { prepare: claimed, ...gone }),
  'POST /owner/verify/:secret': writes('open', ({ secret }) => ({ parameters: [secret], ...formOf({}) }), {
    prepare: claimed,
    ...gone,
  }),
  'GET /owner/verified': reads('open', () => ({})),
  'GET /owner/offer': reads('signed-in', () => ({}), { prepare: offeredTo }),
  'POST /owner/offer/accept': writes('signed-in', () => formOf({}), { prepare: offeredTo }),
  'POST /owner/offer/decline': writes('signed-in', () => formOf({}), { prepare: offeredTo }),
};

/** Of a community whose owner has given no address, and of which no recovery is open. */
export const owners: Coverage = {
  'GET /platform/v1/tenants/:id/owner': platform('read', 'support', ({ id }) => ({ parameters: [id] })),
  'POST /platform/v1/tenants/:id/owner/mail': platform('read', 'support', ({ id }) => ({ parameters: [id] }), {
    names: 'none',
    status: 409,
  }),
  'POST /platform/v1/tenants/:id/owner': platform('write', 'admin', ({ id }) => ({
    parameters: [id],
    body: { username: 'newowner', proof: 'A call back to the number in the contract.' },
  })),
  'POST /platform/v1/tenants/:id/owner/confirm': platform('read', 'admin', ({ id }) => ({ parameters: [id] }), {
    names: 'none',
    status: 404,
  }),
  'DELETE /platform/v1/tenants/:id/owner/recovery': platform('read', 'admin', ({ id }) => ({ parameters: [id] }), {
    names: 'none',
    status: 404,
  }),
};
