import { type Coverage, reads, writes } from '../cases.js';
import { boughtInOne, offered, ordered, paidInOne, saysBought, saysPaid } from '../preparations.js';
import { depositOf } from '../twins.js';
import { formOf } from '../wire.js';
import { noAttachment } from './refusals.js';

const noPayment = { status: 400, code: 70002 };

export const wallet: Coverage = {
  'GET /v1/attachment': [
    reads('signed-in', ({ block }) => ({ query: { id: block } }), { elsewhere: { block: noAttachment } }),
    writes('signed-in', ({ sold }) => ({ query: { id: sold } }), {
      prepare: offered,
      elsewhere: { sold: noAttachment },
    }),
  ],
  'GET /v1/attachment/precheck': reads('signed-in', ({ sold }) => ({ query: { id: sold } }), {
    prepare: boughtInOne,
    shows: saysBought,
    elsewhere: { sold: noAttachment },
  }),
  'POST /v1/user/recharge': writes('signed-in', () => ({ body: { amount: 100 } })),
  'GET /v1/user/recharge': reads('signed-in', ({ order }) => ({ query: { id: order } }), {
    prepare: paidInOne,
    shows: saysPaid,
    elsewhere: { order: { status: 404, code: 70003 } },
  }),
  'GET /v1/user/wallet/bills': reads('signed-in', () => ({ query: { page_size: 100 } }), {
    shows: ({ body }, at) => body.includes(`"change_amount":${depositOf(at)},`),
  }),
  'POST /v1/alipay/notify': writes('open', ({ order, notice }) => formOf(notice(order)), {
    prepare: ordered,
    elsewhere: { order: noPayment, notice: noPayment },
  }),
  'GET /wallet/sandbox/:order': reads('open', ({ order }) => ({ parameters: [order] }), {
    elsewhere: { order: { status: 404 } },
  }),
};
