import { type Coverage, reads, writes } from '../cases.js';
import { countsUnread, mentioned, unreadInOne, wordOf, written } from '../preparations.js';

export const messages: Coverage = {
  'GET /v1/user/messages': [
    ...['all', 'system', 'unread'].map((style) =>
      reads('signed-in', () => ({ query: { style } }), { prepare: mentioned }),
    ),
    ...['whisper', 'requesting'].map((style) => reads('signed-in', () => ({ query: { style } }), { prepare: written })),
  ],
  'GET /v1/user/msgcount/unread': reads('signed-in', () => ({}), { prepare: unreadInOne, shows: countsUnread }),
  'POST /v1/user/message/read': writes('signed-in', ({ message }) => ({ body: { id: message } }), {
    prepare: mentioned,
    elsewhere: { message: { status: 404, code: 50002 } },
  }),
  'POST /v1/user/message/readall': writes('signed-in', () => ({}), { prepare: mentioned }),
  'POST /v1/user/whisper': writes(
    'signed-in',
    ({ member, fresh }, at) => ({ body: { user_id: member, content: wordOf(at, `whispers ${fresh}`) } }),
    { elsewhere: { member: { status: 400, code: 50003 } } },
  ),
};
