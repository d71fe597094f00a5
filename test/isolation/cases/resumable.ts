import { type Coverage, type Preparation, reads, writes } from '../cases.js';
import type { Call } from '../wire.js';

const missing = { status: 404, code: 10002 };
const archive = Buffer.concat([Buffer.from('PK\u0003\u0004 in pieces'), Buffer.alloc(64)]);
const protocol = { 'tus-resumable': '1.0.0' };
const bytes = { headers: { ...protocol, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' } };
const announcement: Call = {
  headers: {
    ...protocol,
    'upload-length': String(archive.length),
    'upload-metadata': `type ${btoa('attachment')},filetype ${btoa('application/zip')}`,
  },
};
const withAll: Call = { headers: { ...bytes.headers, ...announcement.headers }, body: archive };

/** Somebody new: nobody may have many that are not completed. */
const begunBy =
  (call?: Call): Preparation =>
  async ({ place, ids }) => {
    const { token } = await place.register(ids.fresh);
    return { token, ...(call && { ids: { upload: await place.beginUpload(token, call) } }) };
  };
const begun = { prepare: begunBy(announcement), elsewhere: { upload: missing } };

export const resumable: Coverage = {
  'POST /v1/uploads': [
    writes('signed-in', () => announcement, { prepare: begunBy() }),
    writes('signed-in', () => withAll, { prepare: begunBy() }),
  ],
  'GET /v1/uploads/:id': reads('signed-in', ({ upload }) => ({ parameters: [upload] }), {
    prepare: begunBy(withAll),
    shows: ({ body }, at) => body.includes('"state":"ready"') && body.includes(at.host),
    elsewhere: { upload: missing },
  }),
  'PATCH /v1/uploads/:id': writes(
    'signed-in',
    ({ upload }) => ({ parameters: [upload], ...bytes, body: archive }),
    begun,
  ),
  'DELETE /v1/uploads/:id': writes('signed-in', ({ upload }) => ({ parameters: [upload], headers: protocol }), begun),
};
