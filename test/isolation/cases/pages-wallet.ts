import { type Coverage, type Preparation, reads, writes } from '../cases.js';
import { offered, paidInOne } from '../preparations.js';
import { isFirst, type Twin } from '../twins.js';

const missing = { status: 404 };

/** With the post that offers it. */
const withPost =
  (prepare: Preparation): Preparation =>
  async (at) => {
    const { ids } = await prepare(at);
    const [post] = (await at.place.call(at.bob, 'GET', '/v1/user/posts?username=bob&style=post&page_size=1'))[
      'list'
    ] as {
      id: number;
    }[];
    return { ids: { ...ids, post: post!.id } };
  };
const free: Preparation = async ({ place, bob }: Twin) => ({ ids: { block: await place.offer(bob, 0) } });
const ofSold = { prepare: withPost(offered), elsewhere: { post: missing, sold: missing } };

export const walletPages: Coverage = {
  'GET /wallet': reads('signed-in', () => ({})),
  'POST /wallet': writes('signed-in', () => ({ body: { amount: '100' } })),
  'GET /wallet/recharge/:order': reads('signed-in', ({ order }) => ({ parameters: [order] }), {
    prepare: paidInOne,
    shows: ({ body }, at) => isFirst(at) !== body.includes('hx-trigger'),
    elsewhere: { order: missing },
  }),
  'GET /post/:id/files/:block': reads('signed-in', ({ post, sold }) => ({ parameters: [post, sold] }), ofSold),
  'POST /post/:id/files/:block': writes(
    'signed-in',
    ({ post, sold }) => ({ parameters: [post, sold], body: { price: '100' } }),
    ofSold,
  ),
  'GET /post/:id/files/:block/download': reads('signed-in', ({ post, block }) => ({ parameters: [post, block] }), {
    prepare: withPost(free),
    status: 303,
    elsewhere: { post: missing, block: missing },
  }),
};
