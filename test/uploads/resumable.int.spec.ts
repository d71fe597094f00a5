import fc from 'fast-check';
import { Upload as TusUpload } from 'tus-js-client';
import type { Config } from '#kernel/config';
import type { Person } from '../support/person.js';
import { propertySeed } from '../support/property-seed.js';
import { useS3Server } from '../support/s3-server.js';
import { testConfig } from '../support/worker-cluster.js';
import { Place, useFolder } from '../support/uploading-place.js';
import { Client, filmOf, hashOf, MiB } from './uploading.js';

const seed = propertySeed('resumable uploads');
const asIs = <T>(builder: T): T => builder;

/** A request of so many bytes, cut after a share of them or not. */
interface Piece {
  readonly process: number;
  readonly isCut: boolean;
  readonly share: number;
  readonly size: number;
}
const piece: fc.Arbitrary<Piece> = fc.record({
  process: fc.nat(1),
  isCut: fc.boolean(),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.integer({ min: 1, max: 7 * MiB }),
});

/** Sends with the client that others use; resolves with the last answer, or when it is cut after so many bytes. */
function sendBy(
  person: Person,
  port: number,
  { bytes, uploadUrl, cutAt = Infinity }: { bytes: Buffer; uploadUrl?: string; cutAt?: number },
): Promise<{ url: string; content?: string }> {
  return new Promise((resolve, reject) => {
    const upload = new TusUpload(bytes as never, {
      endpoint: `http://127.0.0.1:${port}/v1/uploads`,
      uploadUrl,
      retryDelays: null,
      chunkSize: 1.5 * cutAt, // however late it hears how much was sent, not all of it was
      headers: { host: person.host, authorization: `Bearer ${person.token}` },
      metadata: { type: 'public/video', filetype: 'video/mp4', filename: '../../film.mp4', description: 'Two herons' },
      onError: reject,
      onProgress: (sent) => {
        if (sent >= cutAt) upload.abort().then(() => resolve({ url: upload.url! }), reject);
      },
      onSuccess: ({ lastResponse }) => resolve({ url: upload.url!, content: lastResponse.getHeader('Upload-Content') }),
    });
    upload.start();
  });
}

function goesOnAnywhere(configOf: () => Config, numRuns: number): void {
  let place: Place;
  let ada: Person;
  let client: Client;
  beforeAll(async () => {
    place = await Place.open(configOf(), [asIs, asIs]);
    ada = await place.member('ada');
    client = new Client(ada);
  });
  afterAll(async () => place?.close());

  /** From where one process says that it is; then asks the other. */
  async function send(path: string, bytes: Buffer, { process, isCut, share, size }: Piece) {
    const [port, other] = [place.ports[process]!, place.ports[1 - process]!];
    const before = await client.offset(port, path);
    const piece = bytes.subarray(before, before + size);
    if (isCut) await client.cut(port, path, piece, { offset: before, after: Math.ceil(piece.length * share) });
    else if (piece.length > 0) await client.patch(port, path, piece, before);
    return { before, upTo: before + piece.length, after: await client.offset(other, path) };
  }

  it('is cut at 40 %, goes on at another process, and is a film in the end', async () => {
    const bytes = filmOf(25 * MiB);
    const [one, two] = place.ports as [number, number];
    const { url } = await sendBy(ada, one, { bytes, cutAt: 0.4 * bytes.length });
    const path = new URL(url).pathname;
    const offset = await client.offset(two, path);
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThan(bytes.length);
    const { content } = await sendBy(ada, two, { bytes, uploadUrl: `http://127.0.0.1:${two}${path}` });
    expect((await place.read(content!, ada)).equals(bytes)).toBe(true);
    const { status, headers } = await client.send(one, 'HEAD', path);
    expect({ status, ...headers }).toMatchObject({
      ...{ status: 200, 'upload-offset': String(bytes.length), 'upload-length': String(bytes.length) },
      'upload-content': content,
    });
    const [row] = await place.sql('select state, bytes, description, upload from media_object');
    expect(row).toEqual({ state: 'pending', bytes: bytes.length, description: 'Two herons', upload: null });
    await place.settle();
    expect((await place.stored()).filter((key) => key.startsWith('incoming'))).toEqual([]);
  });

  it('loses no byte and doubles none, wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 3, maxLength: 8 }), async (pieces) => {
        const bytes = filmOf(pieces.reduce((sum, { size }) => sum + size, 0));
        const path = await client.begin(place.ports[0]!, bytes.length);
        for (const one of pieces) {
          const { before, upTo, after } = await send(path, bytes, one);
          expect(after).toBeGreaterThanOrEqual(one.isCut ? before : upTo);
          expect(after).toBeLessThanOrEqual(upTo);
        }
        await send(path, bytes, { process: 0, isCut: false, share: 1, size: bytes.length });
        const { headers } = await client.send(place.ports[1]!, 'HEAD', path);
        expect(hashOf(await place.read(headers['upload-content'] as string, ada))).toBe(hashOf(bytes));
      }),
      { seed, numRuns, endOnFailure: true },
    );
    await place.settle();
    expect((await place.stored()).filter((key) => key.startsWith('incoming'))).toEqual([]);
  });
}

describe('a resumable upload, kept in a directory', () => {
  const folder = useFolder();
  goesOnAnywhere(() => testConfig(3000, { DATA_DIR: folder }), 4);
});

describe('a resumable upload, kept in an S3 store', () => {
  const s3 = useS3Server();
  goesOnAnywhere(() => s3().config(), 1);
});
