import { alike, type Coverage, type Preparation, reads, writes } from '../cases.js';
import { following, wordOf } from '../preparations.js';
import { isFirst, type Twin } from '../twins.js';

type Step = `${'ada' | 'they'} ${string}`;

/** The same in both communities, which are prepared one after the other. */
let drawn = 0;
const draw = (at: Twin): string => `tied${(drawn += isFirst(at) ? 1 : 0)}`;

/** Somebody new, after ada or they have sent the other one this. */
const named =
  (...steps: readonly Step[]): Preparation =>
  async (at) => {
    const { place, token } = at;
    const username = draw(at);
    const they = await place.register(username);
    const ada = { token, id: (await place.call(token, 'GET', '/v1/user/info'))['id'] as number };
    for (const [who, path] of steps.map((step) => step.split(' '))) {
      const [from, to] = who === 'ada' ? [ada, they] : [they, ada];
      await place.call(from.token, 'POST', path!, { user_id: to.id, greetings: wordOf(at, 'greets') });
    }
    return { ids: { username } };
  };

const nobody = { elsewhere: { username: { status: 404 } } };
const asks = 'they /v1/friend/requesting';

const act = (name: string, ...steps: readonly Step[]) =>
  writes('signed-in', ({ username }) => ({ parameters: [username, name], body: {} }), {
    prepare: named(...steps),
    ...nobody,
  });

const ofSomebody = reads('anyone', ({ username }) => ({ parameters: [username] }), { prepare: following, ...nobody });
const tab = (style: string) =>
  reads('anyone', ({ username }) => ({ parameters: [username], query: { style } }), nobody);
const toOwn = reads('signed-in', () => ({}), { ...alike, status: 303 });

export const profilePages: Coverage = {
  'GET /@:name': [ofSomebody, ...['comment', 'highlight', 'media', 'star'].map(tab)],
  'GET /@:name/following': ofSomebody,
  'GET /@:name/followers': ofSomebody,
  'GET /following': toOwn,
  'GET /followers': toOwn,
  'GET /friends': reads('signed-in', () => ({}), { prepare: named(asks, 'ada /v1/friend/add') }),
  'GET /@:name/befriend': reads('signed-in', ({ username }) => ({ parameters: [username] }), {
    prepare: named(),
    ...nobody,
  }),
  'POST /@:name/befriend': writes(
    'signed-in',
    ({ username }, at) => ({ parameters: [username], body: { greetings: wordOf(at, 'greets') } }),
    { prepare: named(), ...nobody },
  ),
  'POST /@:name/:act': [
    act('follow'),
    act('unfollow', 'ada /v1/user/follow'),
    act('accept', asks),
    act('refuse', asks),
    act('withdraw', 'ada /v1/friend/requesting'),
    act('unfriend', asks, 'ada /v1/friend/add'),
    act('mute'),
    act('unmute', 'ada /v1/user/mute'),
    act('block'),
    act('unblock', 'ada /v1/user/block'),
  ],
};
