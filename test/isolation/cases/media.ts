import { alike, type Coverage, type Preparation, reads, writes } from '../cases.js';
import type { Call, Ids } from '../wire.js';

const sold = 'attachment/kept.zip';
const foreign = { status: 400, code: 10001 };
const missing = { status: 404, code: 10002 };

/** Ada has another likeness than the picture of `Ids`. */
const anotherLikeness: Preparation = async (at) => {
  const { content } = await at.place.uploaded(at.token, 'public/image');
  await at.place.call(at.token, 'POST', '/v1/user/avatar', { avatar: content });
  return {};
};

const withoutCover: Preparation = async (at) => {
  await at.place.call(at.token, 'POST', '/v1/user/cover', { cover: '' });
  return {};
};

const readingOf = ({ key, query }: ReturnType<Ids['reading']>): Call => ({ parameters: [key], query });

/** Another one each time: what is completed stays so. */
const brought: Preparation = async ({ place, token }) => ({ ids: { upload: await place.bring(token) } });

export const media: Coverage = {
  'GET /media/*': [
    reads('anyone', ({ file }) => ({ parameters: [file] }), { elsewhere: { file: { status: 404 } } }),
    reads('open', ({ link }) => ({ parameters: [sold], query: link(sold) }), {
      elsewhere: { link: { status: 403 } },
    }),
  ],
  'GET /t/:tenant/*': { surface: 'media', request: ({ id }, { file }) => ({ parameters: [String(id), file] }) },
  'GET /objects/*': reads('open', ({ reading }) => readingOf(reading(sold)), {
    elsewhere: { reading: { status: 404 } },
  }),
  // It brings bytes, and no row is written before somebody says that they have come.
  'POST /objects': reads('open', ({ bringing }) => bringing('incoming/brought'), {
    ...alike,
    status: 204,
    elsewhere: { bringing: { status: 404 } },
  }),
  'POST /v1/attachment': [
    writes('signed-in', (_, at) => at.place.upload('attachment')),
    writes('signed-in', (_, at) => at.place.upload('public/image')),
  ],
  'GET /v1/attachment/state': reads('signed-in', ({ picture }) => ({ query: { content: picture } }), {
    shows: ({ body }, at) => body.includes('"state":"') && body.includes(at.host),
    elsewhere: { picture: { status: 200 } }, // left out of the list
  }),
  'POST /v1/attachment/direct': writes('signed-in', () => ({
    body: { type: 'attachment', content_type: 'application/zip', file_size: 100 },
  })),
  'POST /v1/attachment/complete': writes('signed-in', ({ upload }) => ({ body: { id: upload } }), {
    prepare: brought,
    elsewhere: { upload: missing },
  }),
  'POST /v1/attachment/description': writes(
    'signed-in',
    ({ picture, fresh }) => ({ body: { content: picture, description: fresh } }),
    { elsewhere: { picture: missing } },
  ),
  'GET /v1/attachment/usage': reads('signed-in', () => ({}), {
    shows: ({ body }) => (JSON.parse(body) as { data: { files: number } }).data.files > 0,
  }),
  'POST /v1/user/cover': [
    writes('signed-in', ({ picture }) => ({ body: { cover: picture } }), {
      prepare: withoutCover,
      elsewhere: { picture: foreign },
    }),
    // Its path on a host of one's own.
    writes('signed-in', ({ picture }, at) => ({ body: { cover: picture.replace(/(?<=\/\/)[^/:]+/, at.host) } }), {
      prepare: withoutCover,
      elsewhere: { picture: foreign },
    }),
  ],
  'POST /v1/user/avatar': [
    writes('signed-in', ({ picture }) => ({ body: { avatar: picture } }), {
      prepare: anotherLikeness,
      elsewhere: { picture: foreign },
    }),
    // Its path on a host of one's own.
    writes('signed-in', ({ picture }, at) => ({ body: { avatar: picture.replace(/(?<=\/\/)[^/:]+/, at.host) } }), {
      prepare: anotherLikeness,
      elsewhere: { picture: foreign },
    }),
  ],
};
