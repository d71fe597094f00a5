import { type Coverage, type Preparation, reads, writes } from '../cases.js';
import { mentioned, newcomerAfter, wordOf, written } from '../preparations.js';

const missing = { status: 404 };
const ofMessage = { prepare: mentioned, elsewhere: { message: missing } };

/** Somebody new asks for ada's friendship. */
const asked: Preparation = async (at) => {
  await newcomerAfter('they /v1/friend/requesting')(at);
  await at.settle();
  const { list } = await at.place.call(at.token, 'GET', '/v1/user/messages?style=requesting');
  return { ids: { message: (list as { id: number }[])[0]!.id } };
};
const ofRequest = { prepare: asked, elsewhere: { message: missing } };

const list = (style: string, prepare: Preparation) => reads('signed-in', () => ({ query: { style } }), { prepare });

export const messagesPages: Coverage = {
  'GET /messages': [
    ...['all', 'system', 'unread', 'mention'].map((style) => list(style, mentioned)),
    list('requesting', written),
  ],
  // Whoever opens a message has read it.
  'GET /messages/:id': writes('signed-in', ({ message }) => ({ parameters: [message] }), ofMessage),
  'POST /messages/read-all': writes('signed-in', () => ({ body: {} }), { prepare: mentioned }),
  'POST /messages/:id/read': writes('signed-in', ({ message }) => ({ parameters: [message], body: {} }), ofMessage),
  'POST /messages/:id/accept': writes('signed-in', ({ message }) => ({ parameters: [message], body: {} }), ofRequest),
  'POST /messages/:id/refuse': writes('signed-in', ({ message }) => ({ parameters: [message], body: {} }), ofRequest),
  'GET /whispers': reads('signed-in', () => ({}), { prepare: written }),
  'GET /whispers/:name': reads('signed-in', ({ username }) => ({ parameters: [username] }), {
    prepare: written,
    elsewhere: { username: missing },
  }),
  'POST /whispers/:name': writes(
    'signed-in',
    ({ username, fresh }, at) => ({ parameters: [username], body: { content: wordOf(at, `whispers ${fresh}`) } }),
    { elsewhere: { username: missing } },
  ),
};
