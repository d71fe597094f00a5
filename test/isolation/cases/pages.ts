import { holds } from '../bench.js';
import { alike, type CommunityRead, type Coverage, reads, writes } from '../cases.js';
import { asNewcomer, invited, showsFigures, withoutLogo } from '../preparations.js';
import type { Twin } from '../twins.js';
import type { Answer } from '../wire.js';

const gone = { prepare: invited, elsewhere: { secret: { status: 410 } } };

/** A community without a logo has the first letter of its name, which is another one in each. */
const letter: Omit<CommunityRead, 'surface' | 'kind' | 'access' | 'request'> = {
  prepare: withoutLogo,
  shows: ({ body }, { tenant }) => body.endsWith(`>${tenant.slug.slice(0, 1).toUpperCase()}</text></svg>`),
};

/** Whoever is signed in already is led home. */
const showsOrLeadsOn = (answer: Answer, at: Twin): boolean => answer.status === 303 || holds(answer, at);

export const pages: Coverage = {
  'GET /': [
    reads('anyone', () => ({})),
    reads('anyone', () => ({ query: { style: 'hots' } })),
    reads('anyone', () => ({ query: { style: 'following' } })),
    reads('anyone', (_, at) => ({ query: { tag: at.canary } }), { ...alike, status: 308 }),
  ],
  'GET /sign-in': reads('open', () => ({}), { status: [200, 303], shows: showsOrLeadsOn }),
  'POST /sign-in': writes('open', ({ username, password }) => ({ body: { username, password } }), {
    elsewhere: { username: { status: 422 } },
    noted: true,
  }),
  'POST /sign-out': writes('signed-in', () => ({ body: {} }), { prepare: asNewcomer }),
  'GET /choose/language/:code': reads('open', () => ({ parameters: ['en'] }), { ...alike, status: 303 }),
  'GET /choose/look/:code': reads('open', () => ({ parameters: ['dark'] }), { ...alike, status: 303 }),
  'GET /post/:id': reads('anyone', ({ post }) => ({ parameters: [post] }), { elsewhere: { post: { status: 404 } } }),
  'GET /_ui': reads('anyone', () => ({}), { ...alike, status: 404 }), // but where developers ask for it
  'GET /keys': reads('anyone', () => ({})),
  'GET /about': reads('anyone', () => ({}), { shows: showsFigures }),
  // Without the secret of this very community it is the way to the usual door.
  'GET /enter/:secret': reads('open', () => ({ parameters: ['unknown'] }), { ...alike, status: 303 }),
  'GET /invite/:secret': reads('open', ({ secret }) => ({ parameters: [secret] }), gone),
  'POST /invite/:secret': writes(
    'open',
    ({ secret, password }) => ({ parameters: [secret], body: { password, again: password } }),
    gone,
  ),
  'GET /assets/:name': reads('open', (_, { asset }) => ({ parameters: [asset] }), alike),
  'GET /favicon.ico': reads('open', () => ({}), letter),
  'GET /icons/:name': reads('open', () => ({ parameters: ['icon32.png'] }), letter),
  'GET /manifest.webmanifest': reads('open', () => ({})),
  'GET /avatars/:name': reads('open', () => ({ parameters: ['1.svg'] }), alike),
};

/** The description of the API, the same for every community. */
const page = (...parameters: string[]) => reads('open', () => ({ parameters }), alike);

export const documentation: Coverage = {
  'GET /docs/openapi.json': page(),
  'GET /docs': page(),
  'GET /docs/': page(),
  'GET /docs/index.html': page(),
  // Registered by the package, which has no such file.
  'GET /docs/LICENSE': reads('open', () => ({}), { ...alike, status: 404 }),
  'GET /docs/swagger-ui-init.js': page(),
  'GET /docs/docs/swagger-ui-init.js': page(),
  'GET /docs/*': page('swagger-ui.css'),
};
