import { type CommunityRead, type Coverage, reads } from '../cases.js';

/** Nobody reads a picture here; in a community for its members there is none. */
const picture: Pick<CommunityRead, 'shows' | 'status'> = {
  status: [200, 404],
  shows: ({ status, headers }) => status === 404 || headers['content-type'] === 'image/png',
};

export const cardPages: Coverage = {
  'GET /card.png': reads('anyone', () => ({}), picture),
  'GET /post/:id/card.png': reads('anyone', ({ post }) => ({ parameters: [post] }), {
    ...picture,
    elsewhere: { post: { status: 404 } },
  }),
  'GET /@:name/card.png': reads('anyone', ({ username }) => ({ parameters: [username] }), {
    ...picture,
    elsewhere: { username: { status: 404 } },
  }),
  'GET /topic/:name/card.png': reads('anyone', (_, at) => ({ parameters: [at.canary] }), picture),
};
