import { type Coverage, type Preparation, reads, type Refusal, writes } from '../cases.js';
import { nothing } from './refusals.js';

const after =
  (path: string): Preparation =>
  async ({ place, token, ids }) => {
    await place.call(token, 'POST', path, { topic_id: ids.topic });
    return {};
  };
const followed = after('/v1/topic/follow');

const toTopic = (prepare: Preparation, elsewhere: Refusal) =>
  writes('signed-in', ({ topic }) => ({ body: { topic_id: topic } }), { prepare, elsewhere: { topic: elsewhere } });

export const topics: Coverage = {
  'GET /v1/tags': [
    reads('anyone', () => ({ query: { type: 'hot', num: 100 } })),
    reads('anyone', () => ({ query: { type: 'new', num: 100 } })),
    reads('anyone', () => ({ query: { type: 'hot_extral', num: 100, extral_num: 10 } }), { prepare: followed }),
  ],
  'GET /v1/suggest/tags': reads('signed-in', ({ word }) => ({ query: { k: word } }), { elsewhere: { word: nothing } }),
  'POST /v1/topic/follow': toTopic(after('/v1/topic/unfollow'), { status: 404, code: 90001 }),
  // Nobody follows what there is not: nothing to refuse.
  'POST /v1/topic/unfollow': toTopic(followed, nothing),
  'POST /v1/topic/stick': toTopic(followed, { status: 404, code: 90003 }),
  'POST /v1/topic/pin': toTopic(followed, { status: 404, code: 90005 }),
};
