import { type Coverage, type Preparation, reads, writes } from '../cases.js';

const sold = 'attachment/kept.zip';
const foreign = { status: 400, code: 10001 };

/** Ada has another likeness than the picture of `Ids`. */
const anotherLikeness: Preparation = async (at) => {
  const { content } = await at.place.uploaded(at.token, 'public/image');
  await at.place.call(at.token, 'POST', '/v1/user/avatar', { avatar: content });
  return {};
};

export const media: Coverage = {
  'GET /media/*': [
    reads('anyone', ({ file }) => ({ parameters: [file] }), { elsewhere: { file: { status: 404 } } }),
    reads('open', ({ link }) => ({ parameters: [sold], query: link(sold) }), {
      elsewhere: { link: { status: 403 } },
    }),
  ],
  'GET /t/:tenant/*': { surface: 'media', request: ({ id }, { file }) => ({ parameters: [String(id), file] }) },
  'POST /v1/attachment': [
    writes('signed-in', (_, at) => at.place.upload('attachment')),
    writes('signed-in', (_, at) => at.place.upload('public/image')),
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
