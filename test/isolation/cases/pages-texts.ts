import { holds } from '../bench.js';
import { type Coverage, reads } from '../cases.js';
import { showsFigures } from '../preparations.js';
import type { Twin } from '../twins.js';
import type { Answer } from '../wire.js';

/** Where guests are told no figures, the name is enough. */
const namesOrCounts = (answer: Answer, at: Twin): boolean =>
  answer.body.includes('class="figures"') ? showsFigures(answer, at) : holds(answer, at);

export const textsPages: Coverage = {
  'GET /about': reads('open', () => ({}), { shows: namesOrCounts }),
  'GET /rules': reads('open', () => ({})),
  'GET /privacy': reads('open', () => ({})),
  'GET /robots.txt': reads('open', () => ({})),
  'GET /sitemap.xml': reads('anyone', () => ({})),
  'GET /feed.xml': reads('anyone', () => ({})),
  'GET /@:name/feed.xml': reads('anyone', ({ username }) => ({ parameters: [username] }), {
    elsewhere: { username: { status: 404 } },
  }),
  'GET /topic/:name/feed.xml': reads('anyone', (_, at) => ({ parameters: [at.canary] })),
};
