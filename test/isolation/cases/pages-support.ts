import { alike, type Coverage, reads } from '../cases.js';
import { asKeeper } from '../preparations.js';
import { formOf } from '../wire.js';

/** An access that is there, and is worth nothing in another community, test/operators has. */
const ofNoAccess = reads('signed-in', () => formOf({ id: '999999999' }), { prepare: asKeeper, status: 422 });

export const supportPages: Coverage = {
  'GET /manage/support': reads('signed-in', () => ({}), { prepare: asKeeper }),
  'POST /manage/support/grant': ofNoAccess,
  'POST /manage/support/refuse': ofNoAccess,
  'POST /manage/support/end': ofNoAccess,
  'GET /support/enter/:secret': reads('open', () => ({ parameters: ['unknown'] })),
  'POST /support/enter': reads('open', () => formOf({ secret: 'unknown' }), { status: 410 }),
  'POST /support/leave': reads('open', () => formOf({}), { ...alike, status: 303 }),
};
