import { type Coverage, reads } from '../cases.js';

// What was looked for stands in the answer, so these ask for nothing that only the other has but names.
export const searchPages: Coverage = {
  'GET /search': [
    reads('anyone', (_, at) => ({ query: { q: at.canary } })),
    reads('anyone', () => ({ query: { from: '2020-01-01' } })),
    reads('anyone', (_, at) => ({ query: { q: at.canary, type: 'member' } })),
    reads('anyone', (_, at) => ({ query: { q: at.canary, type: 'topic' } })),
    reads('anyone', () => ({ query: { q: 'unheard-of' } })), // what is near
    reads('anyone', () => ({})),
  ],
  'GET /search/suggest': [
    reads('anyone', (_, at) => ({ query: { k: at.canary } })),
    reads('anyone', () => ({ query: { k: '' } })),
  ],
};
