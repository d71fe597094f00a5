import { type Coverage, reads, writes } from '../cases.js';
import { asNewcomer } from '../preparations.js';
import { nobody, nothing } from './refusals.js';

export const members: Coverage = {
  'GET /v1/user/info': reads('signed-in', () => ({})),
  'POST /v1/user/nickname': writes('signed-in', ({ fresh }, at) => ({
    body: { nickname: `${at.canary}${fresh.replace('new', '')}` },
  })),
  'POST /v1/user/findable': writes('signed-in', () => ({ body: { findable: false } }), { prepare: asNewcomer }),
  'GET /v1/user/profile': reads('anyone', ({ username }) => ({ query: { username } }), {
    elsewhere: { username: nobody },
  }),
  'GET /v1/suggest/users': reads('signed-in', ({ word }) => ({ query: { k: word } }), { elsewhere: { word: nothing } }),
};
