import { type Coverage, reads } from '../cases.js';
import { collected, counts, starred } from '../preparations.js';
import { nobody, nothing } from './refusals.js';

export const timelines: Coverage = {
  'GET /v1/posts': [
    reads('anyone', () => ({ query: { style: 'newest' } })),
    reads('anyone', () => ({ query: { style: 'newest', page_size: 1 } }), { shows: counts('total_rows') }),
    reads('anyone', () => ({ query: { style: 'hots', page_size: 50 } })),
    reads('anyone', () => ({ query: { style: 'following' } })),
    reads('anyone', ({ word }) => ({ query: { query: word, type: 'tag' } }), { elsewhere: { word: nothing } }),
    reads('anyone', ({ word }) => ({ query: { query: word } }), { elsewhere: { word: nothing } }),
  ],
  'GET /v1/user/posts': ['post', 'comment', 'media'].map((style) =>
    reads('anyone', ({ username }) => ({ query: { username, style } }), { elsewhere: { username: nobody } }),
  ),
  'GET /v1/user/collections': reads('signed-in', () => ({}), { prepare: collected }),
  'GET /v1/user/stars': reads('signed-in', () => ({}), { prepare: starred }),
};
