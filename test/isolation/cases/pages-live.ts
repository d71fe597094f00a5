import { alike, type Coverage, reads } from '../cases.js';
import { mentioned } from '../preparations.js';

const listening = { accept: 'text/event-stream' };

/** What is new is asked of these; that nothing is signalled to another community is in libs/web/site/live. */
export const livePages: Coverage = {
  // It has no end: what comes first says as whom one is connected.
  'GET /live': reads('anyone', () => ({ headers: listening }), {
    ...alike,
    shows: ({ body }) => body.includes('"member":"ada"'),
  }),
  'GET /live/unread': reads('signed-in', () => ({}), {
    prepare: mentioned,
    shows: ({ body }) => body.includes('class="badge"'),
  }),
  'GET /post/:id/newer': reads('anyone', ({ post }) => ({ parameters: [post], query: { age: 3_600_000 } }), {
    ...alike,
    elsewhere: { post: { status: 204 } },
  }),
};
