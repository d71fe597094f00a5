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
  // What was looked for stands in the answer, so these ask for nothing that only the other has but names.
  'GET /v1/search': [
    reads('anyone', (_, at) => ({ query: { query: at.canary } })),
    reads('anyone', ({ username }) => ({ query: { author: username, sort: 'newest' } }), {
      elsewhere: { username: nothing },
    }),
    reads('anyone', ({ username }) => ({ query: { query: `from:${username}`, sort: 'hot' } }), {
      elsewhere: { username: nothing },
    }),
    reads('anyone', (_, at) => ({ query: { tag: at.canary, page_size: 50 } })),
    reads('anyone', () => ({ query: { from: '2020-01-01', page_size: 1 } }), { shows: counts('total_rows') }),
    reads('anyone', (_, at) => ({ query: { type: 'member', query: at.canary } })),
    reads('anyone', (_, at) => ({ query: { type: 'topic', query: at.canary } })),
    reads('anyone', () => ({ query: { query: 'unheard-of' } })), // what is near
  ],
  'GET /v1/search/suggest': [
    reads('anyone', (_, at) => ({ query: { k: at.canary } })),
    reads('anyone', () => ({ query: { k: '' } })),
  ],
  'GET /v1/user/posts': ['post', 'comment', 'media'].map((style) =>
    reads('anyone', ({ username }) => ({ query: { username, style } }), { elsewhere: { username: nobody } }),
  ),
  'GET /v1/user/collections': reads('signed-in', () => ({}), { prepare: collected }),
  'GET /v1/user/stars': reads('signed-in', () => ({}), { prepare: starred }),
};
