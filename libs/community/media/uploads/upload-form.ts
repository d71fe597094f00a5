import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { largestForm } from './upload-formats.js';

export interface GivenFile {
  /** What the client says it is. */
  readonly declared: string;
  /** To be read before the next part. */
  readonly bytes: AsyncIterable<Buffer>;
}

export type GivenPart = { readonly type: string } | { readonly file: GivenFile };

// No limits of size: whoever reads a file knows how large it may be.
const options = { limits: { fileSize: Infinity, files: 10, fields: 20, parts: 30 }, throwFileSizeLimit: false };

/** What a form says of its type, and its files, in the order in which they come; other fields mean nothing here. */
export async function* partsOf(request: FastifyRequest): AsyncGenerator<GivenPart> {
  if (!request.isMultipart()) throw unreadable('send type and file as multipart/form-data');
  if (request.raw.destroyed) throw unreadable('the form is incomplete'); // nobody is there any more
  try {
    for await (const part of request.parts(options)) {
      if (part.type !== 'file') {
        if (part.fieldname === 'type') yield { type: String(part.value) };
      } else if (part.fieldname === 'file')
        yield { file: { declared: essence(part.mimetype), bytes: untilBroken(part.file) } };
      else part.file.resume();
    }
  } catch {
    throw unreadable('the form is damaged or incomplete');
  } finally {
    drain(request);
  }
}

export const unreadable = (reason: string): AppError => new AppError('upload.failed', { fields: [reason] });

async function* untilBroken(file: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of file) yield chunk as Buffer;
  } catch {
    throw unreadable('the file is incomplete'); // the form ended in it, or the client has gone
  }
}

const essence = (mimetype: string): string => mimetype.split(';', 1)[0]!.trim().toLowerCase();

/**
 * A browser hears of a refusal only when it has sent everything, so what nobody reads any more is let pass. Who sends
 * much more than a form can hold is cut off.
 */
function drain({ raw }: FastifyRequest): void {
  raw.unpipe();
  let left = largestForm;
  raw.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) raw.destroy();
  });
  raw.resume(); // no longer being piped, it has paused
}
