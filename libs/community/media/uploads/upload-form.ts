import type { FastifyRequest } from 'fastify';
import { letPass, patiently } from '#kernel/http';
import { largestForm } from './upload-formats.js';
import { failed } from './upload-streams.js';

export interface GivenFile {
  /** What the client says it is. */
  readonly declared: string;
  /** To be read before the next part. */
  readonly bytes: AsyncIterable<Buffer>;
}

export type GivenPart = { readonly type: string } | { readonly description: string } | { readonly file: GivenFile };

// No limits of size: whoever reads a file knows how large it may be.
const options = { limits: { fileSize: Infinity, files: 10, fields: 20, parts: 30 }, throwFileSizeLimit: false };

/**
 * What a form says of its file, and its files, in the order in which they come; other fields mean nothing here. Who
 * sends nothing for so many milliseconds is cut off.
 */
export async function* partsOf(request: FastifyRequest, patience: number): AsyncGenerator<GivenPart> {
  if (!request.isMultipart()) throw failed('send type and file as multipart/form-data');
  if (request.raw.destroyed) throw failed('the form is incomplete'); // nobody is there any more
  const awaited = <T>(source: AsyncIterable<T>) => patiently(source, patience, () => request.raw.destroy());
  try {
    for await (const part of awaited(request.parts(options))) {
      if (part.type !== 'file') yield* fieldOf(part.fieldname, String(part.value));
      else if (part.fieldname === 'file')
        yield { file: { declared: essence(part.mimetype), bytes: untilBroken(awaited(part.file)) } };
      else part.file.resume();
    }
  } catch {
    throw failed('the form is damaged or incomplete');
  } finally {
    letPass(request.raw, largestForm);
  }
}

function* fieldOf(name: string, value: string): Generator<GivenPart> {
  if (name === 'type') yield { type: value };
  if (name === 'description') yield { description: value };
}

async function* untilBroken(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* file;
  } catch {
    throw failed('the file is incomplete'); // the form ended in it, or the client has gone
  }
}

const essence = (mimetype: string): string => mimetype.split(';', 1)[0]!.trim().toLowerCase();
