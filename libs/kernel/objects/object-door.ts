import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { AppError, letPass } from '#kernel/http';

// No limit of size: the pass says how large the file may be.
const options = { limits: { fileSize: Infinity, files: 1, fields: 20, parts: 30 }, throwFileSizeLimit: false };
/** So much of a form that was refused is let pass, because a browser hears of it only when it has sent everything. */
const most = 128 * 1024 * 1024;

export interface BroughtForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: Readable;
}

/** The fields of a form up to its file, and the file, given to `work`; what comes behind it means nothing. */
export async function takeBrought(request: FastifyRequest, work: (form: BroughtForm) => Promise<void>): Promise<void> {
  if (!request.isMultipart() || request.raw.destroyed) throw unreadable('send the form as multipart/form-data');
  const parts = request.parts(options);
  try {
    await work(await untilFile(parts));
  } finally {
    letPass(request.raw, most);
  }
}

/** Refused once it is larger: `upload.too-large`. A client that goes away breaks it off: `upload.failed`. */
export async function* limited(file: Readable, largest: number): AsyncGenerator<Buffer> {
  let left = largest;
  try {
    for await (const chunk of file as AsyncIterable<Buffer>) {
      left -= chunk.length;
      if (left < 0) throw new AppError('upload.too-large');
      yield chunk;
    }
  } catch (error) {
    throw error instanceof AppError ? error : unreadable('the file is incomplete');
  }
}

type Parts = ReturnType<FastifyRequest['parts']>;

async function untilFile(parts: Parts): Promise<BroughtForm> {
  const fields: Record<string, string> = {};
  for (;;) {
    const next = await parts.next().catch(() => {
      throw unreadable('the form is damaged or incomplete');
    });
    if (next.done) throw unreadable('the file is missing');
    const part = next.value;
    if (part.type === 'file' && part.fieldname === 'file') return { fields, file: part.file };
    if (part.type === 'file') part.file.resume();
    else fields[part.fieldname] = String(part.value);
  }
}

const unreadable = (reason: string): AppError => new AppError('upload.failed', { fields: [reason] });
