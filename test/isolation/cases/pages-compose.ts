import { type Coverage, reads, writes } from '../cases.js';
import { ownPost } from '../preparations.js';
import { formOf } from '../wire.js';

const missing = { status: 404 };

export const composePages: Coverage = {
  'GET /compose': [
    reads('signed-in', () => ({})),
    reads('signed-in', ({ post }) => ({ query: { quote: post } }), { elsewhere: { post: { status: 200 } } }),
  ],
  'POST /compose': [
    writes('signed-in', ({ fresh }) => formOf({ content: fresh })),
    writes('signed-in', ({ post, fresh }) => formOf({ content: fresh, quote_id: String(post) }), {
      elsewhere: { post: { status: 422 } },
    }),
  ],
  'POST /compose/files': writes('signed-in', (_, at) => at.place.upload('public/image')),
  'GET /compose/suggest': ['member', 'topic'].map((kind) =>
    reads('signed-in', ({ word }) => ({ query: { kind, k: word } }), { elsewhere: { word: { status: 200 } } }),
  ),
  'GET /post/:id/edit': reads('signed-in', ({ post }) => ({ parameters: [post] }), {
    prepare: ownPost,
    elsewhere: { post: missing },
  }),
  'POST /post/:id/edit': writes(
    'signed-in',
    ({ post, fresh }) => ({ parameters: [post], ...formOf({ content: fresh }) }),
    { prepare: ownPost, elsewhere: { post: missing } },
  ),
};
