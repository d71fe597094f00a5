import { alike, type Coverage, reads } from '../cases.js';

/** What a browser keeps of a community: for everybody, and with nothing of anybody in it. */
export const installPages: Coverage = {
  'GET /service-worker.js': reads('open', () => ({}), alike),
  'GET /offline/:language': reads('open', () => ({ parameters: ['en'] })),
};
