import { alike, type Coverage, type Preparation, reads, writes } from '../cases.js';
import { asKeeper } from '../preparations.js';
import { formOf } from '../wire.js';

/** Support has asked, which the keeper has to decide about; `secret` is its number. */
const asked: Preparation = async ({ place, keeper }) => ({
  token: keeper,
  ids: { secret: String(await place.insider.askForSupport()) },
});
const granted: Preparation = async ({ place, keeper }) => ({
  token: keeper,
  ids: { secret: String(await place.insider.askForSupport('granted')) },
});
let number = 0;
/** Support may come in by a link. */
const invited: Preparation = async ({ place, tenant }) => {
  const secret = `support${(number += 1)}-${tenant.slug}`;
  await place.insider.askForSupport('granted', secret);
  return { ids: { secret } };
};
/** That an access which is there is worth nothing in another community, test/operators shows. */
const unknown = { elsewhere: { secret: { status: 422 } } };

export const supportPages: Coverage = {
  'GET /manage/support': reads('signed-in', () => ({}), { prepare: asKeeper }),
  'POST /manage/support/grant': writes('signed-in', ({ secret }) => formOf({ id: secret }), {
    prepare: asked,
    ...unknown,
  }),
  'POST /manage/support/refuse': writes('signed-in', ({ secret }) => formOf({ id: secret }), {
    prepare: asked,
    ...unknown,
  }),
  'POST /manage/support/end': writes('signed-in', ({ secret }) => formOf({ id: secret }), {
    prepare: granted,
    ...unknown,
  }),
  'GET /support/enter/:secret': reads('open', () => ({ parameters: ['unknown'] })),
  'POST /support/enter': writes('open', ({ secret }) => formOf({ secret }), {
    prepare: invited,
    elsewhere: { secret: { status: 410 } },
  }),
  // Ends the visit of the cookie; who has none just goes to the front page.
  'POST /support/leave': reads('open', () => formOf({}), { ...alike, status: 303 }),
};
