import { alike, type Coverage, reads, writes } from '../cases.js';
import { invited, showsFigures } from '../preparations.js';

const gone = { prepare: invited, elsewhere: { secret: { status: 410 } } };

export const pages: Coverage = {
  'GET /': [reads('anyone', () => ({})), reads('anyone', (_, at) => ({ query: { tag: at.canary } }))],
  'GET /post/:id': reads('anyone', ({ post }) => ({ parameters: [post] }), { elsewhere: { post: { status: 404 } } }),
  'GET /about': reads('anyone', () => ({}), { shows: showsFigures }),
  'GET /invite/:secret': reads('open', ({ secret }) => ({ parameters: [secret] }), gone),
  'POST /invite/:secret': writes(
    'open',
    ({ secret, password }) => ({ parameters: [secret], body: { password, again: password } }),
    gone,
  ),
  'GET /assets/:name': reads('open', (_, { asset }) => ({ parameters: [asset] }), alike),
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
