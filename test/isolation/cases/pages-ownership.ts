import { alike, type Coverage, platform, reads } from '../cases.js';
import { asKeeper } from '../preparations.js';
import { formOf } from '../wire.js';

/** Links and offers that are there, and are worth nothing in another community, test/owners has. */
const refused = (form: Record<string, string> = {}, status = 422) =>
  reads('signed-in', () => formOf(form), { prepare: asKeeper, status });

export const ownershipPages: Coverage = {
  'GET /manage/ownership': reads('signed-in', () => ({}), { prepare: asKeeper }),
  'POST /manage/ownership/email': refused({ email: 'nowhere' }),
  'POST /manage/ownership/resend': refused(),
  'POST /manage/ownership/keep': reads('signed-in', () => formOf({}), {
    ...alike,
    prepare: asKeeper,
    status: [303, 422],
  }),
  'POST /manage/ownership/offer': refused({ username: 'nobody', name: 'another' }),
  'POST /manage/ownership/withdraw': refused(),
  'GET /owner/verify/:secret': reads('anyone', () => ({ parameters: ['unknown'] }), { status: 410 }),
  'POST /owner/verify/:secret': reads('anyone', () => ({ parameters: ['unknown'], ...formOf({}) }), { status: 410 }),
  'GET /owner/verified': reads('anyone', () => ({})),
  'GET /owner/offer': reads('signed-in', () => ({}), { status: 404 }),
  'POST /owner/offer/accept': reads('signed-in', () => formOf({}), { status: 404 }),
  'POST /owner/offer/decline': reads('signed-in', () => formOf({}), { status: 404 }),
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
