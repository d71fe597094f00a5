import { type Coverage, type Preparation, reads, writes } from '../cases.js';
import { asNewcomer, newcomer, newcomerAfter } from '../preparations.js';
import type { Twin } from '../twins.js';
import type { Call } from '../wire.js';

const nobody = { status: 404 };
const own = reads('signed-in', () => ({}));

/** A form with a picture, under the name that pages have for it. */
function picture({ place }: Twin, name: string): Call {
  const form = place.upload('public/image');
  const written = (form.body as Buffer).toString('latin1').replace('name="file"', `name="${name}"`);
  return { ...form, body: Buffer.from(written, 'latin1') };
}
const chooses = (name: 'avatar' | 'cover') =>
  writes('signed-in', (_, at) => picture(at, name), { prepare: asNewcomer });

/** Somebody new, signed in a second time. */
const twiceSignedIn: Preparation = async ({ place, ids }) => {
  const { fresh } = ids;
  const { token } = await place.register(fresh);
  await place.login(fresh);
  return { token };
};

const unfollowed: Preparation = async ({ place, token, ids }) => {
  await place.call(token, 'POST', '/v1/topic/unfollow', { topic_id: ids.topic });
  return {};
};

const firstRun: Coverage = {
  'GET /welcome': own,
  'POST /welcome': [writes('signed-in', ({ fresh }) => ({ body: { nickname: fresh } })), chooses('avatar')],
  'GET /welcome/topics': own,
  'POST /welcome/topics': writes('signed-in', ({ topic }) => ({ body: { topic_id: String(topic) } }), {
    prepare: unfollowed,
    elsewhere: { topic: { status: 422 } },
  }),
  'GET /welcome/people': own,
  'POST /welcome/people': writes('signed-in', ({ member }) => ({ body: { user_id: String(member) } }), {
    prepare: newcomer,
    elsewhere: { member: { status: 422 } },
  }),
  'GET /welcome/done': own,
};

const keptAway = (path: string) =>
  writes('signed-in', ({ member }) => ({ body: { user_id: String(member) } }), {
    prepare: newcomerAfter(`ada ${path}`),
    elsewhere: { member: nobody },
  });

const settings: Coverage = {
  'GET /settings': own,
  'GET /settings/profile': own,
  'POST /settings/profile': [
    writes('signed-in', ({ fresh }, at) => ({
      body: { nickname: fresh, bio: `${at.canary} ${fresh}`, link: '', findable: '1' },
    })),
    chooses('avatar'),
    chooses('cover'),
  ],
  'GET /settings/account': own,
  'POST /settings/account/sign-out-everywhere': writes('signed-in', () => ({ body: {} }), { prepare: asNewcomer }),
  'GET /settings/password': own,
  'POST /settings/password': writes(
    'signed-in',
    ({ password, fresh }) => ({ body: { old_password: password, password: `${password} ${fresh}` } }),
    { prepare: asNewcomer },
  ),
  'GET /settings/sessions': own,
  'POST /settings/sessions/end': writes('signed-in', ({ session }) => ({ body: { id: String(session) } }), {
    elsewhere: { session: nobody },
  }),
  'POST /settings/sessions/end-others': writes('signed-in', () => ({ body: {} }), { prepare: twiceSignedIn }),
  'GET /settings/look': own,
  'POST /settings/look': writes('signed-in', () => ({ body: { locale: 'en', time_zone: 'Asia/Shanghai' } }), {
    prepare: asNewcomer,
  }),
  'GET /settings/blocked': own,
  'POST /settings/blocked': keptAway('/v1/user/block'),
  'GET /settings/muted': own,
  'POST /settings/muted': keptAway('/v1/user/mute'),
};

export const accountPages: Coverage = {
  'GET /sign-up': reads('open', () => ({})),
  'POST /sign-up': writes('open', ({ fresh, password }) => ({ body: { username: fresh, password } })),
  ...firstRun,
  ...settings,
};
