import { type Coverage, type Preparation, reads, type Refusal, writes } from '../cases.js';

const after =
  (path: string): Preparation =>
  async ({ place, token, ids }) => {
    await place.call(token, 'POST', path, { topic_id: ids.topic });
    return {};
  };
const followed = after('/v1/topic/follow');

const toTopic = (prepare: Preparation, elsewhere: Refusal) =>
  writes('signed-in', ({ topic }) => ({ parameters: [topic], body: {} }), { prepare, elsewhere: { topic: elsewhere } });

export const topicsPages: Coverage = {
  'GET /topics': [
    reads('anyone', () => ({})),
    reads('anyone', () => ({ query: { type: 'new' } })),
    reads('anyone', () => ({ query: { type: 'follow' } }), { prepare: followed }),
  ],
  // A name stands in the answer, also of a topic that is not there: so none is asked for that only the other has.
  'GET /topic/*': [
    reads('anyone', (_, at) => ({ parameters: [at.canary] })),
    reads('anyone', (_, at) => ({ parameters: [at.canary], query: { sort: 'hot' } })),
  ],
  'POST /topics/:id/follow': toTopic(after('/v1/topic/unfollow'), { status: 404 }),
  // Nobody follows what there is not: nothing to refuse.
  'POST /topics/:id/unfollow': toTopic(followed, { status: 303 }),
  'POST /topics/:id/stick': toTopic(followed, { status: 404 }),
  'POST /topics/:id/pin': toTopic(followed, { status: 404 }),
};
