import { AppError } from '#kernel/http';
import { fileTypeOf, headLength } from './file-type-of.js';
import type { UploadFormat } from './upload-formats.js';

export const refusedType = (reason: string): AppError => new AppError('upload.type-refused', { fields: [reason] });

export const tooLarge = (largest: number): AppError =>
  new AppError('upload.too-large', { fields: [`file must have at most ${largest / 1024 / 1024} MiB`] });

export const failed = (reason: string): AppError => new AppError('upload.failed', { fields: [reason] });

/** What a client says of a file counts only if its first bytes say the same. */
export async function checkHead(head: Buffer, { contentType, found }: UploadFormat): Promise<void> {
  const real = await fileTypeOf(head.subarray(0, headLength));
  if (!real || !found.includes(real)) throw refusedType(`the file is not ${contentType}, though it says so`);
}

/** The whole of a stream again, once its beginning is checked. */
export async function checked(bytes: AsyncIterable<Buffer>, format: UploadFormat): Promise<AsyncIterable<Buffer>> {
  const iterator = bytes[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < headLength) {
    const next = await iterator.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  await checkHead(head, format);
  return joined(head, iterator);
}

async function* joined(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

export async function* bounded(bytes: AsyncIterable<Buffer>, largest: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > largest) throw tooLarge(largest);
    yield chunk;
  }
}
