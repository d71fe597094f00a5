import { alike, type Coverage, reads } from '../cases.js';

export const site: Coverage = {
  'GET /v1': reads('open', () => ({}), alike),
  'GET /v1/site/version': reads('open', () => ({}), alike),
  'GET /v1/site/profile': reads('open', () => ({})),
};
