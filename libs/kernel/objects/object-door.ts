import type { FastifyRequest } from 'fastify';
import { AppError, letPass, patiently } from '#kernel/http';

// No limit of size: the pass says how large the file may be.
const options = { limits: { fileSize: Infinity, files: 1, fields: 20, parts: 30 }, throwFileSizeLimit: false };
/** So much of a form that was refused is let pass, because a browser hears of it only when it has sent everything. */
const most = 128 * 1024 * 1024;

export interface BroughtForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: AsyncIterable<Buffer>;
}

/**
 * The fields of a form up to its file, and the file, given to `work`; what comes behind it means nothing. Who sends
 * nothing for so many milliseconds is cut off.
 */
export async function takeBrought(
  request: FastifyRequest,
  patience: number,
  work: (form: BroughtForm) => Promise<void>,
): Promise<void> {
  if (!request.isMultipart() || request.raw.destroyed) throw unreadable('send the form as multipart/form-data');
  const awaited = <T>(source: AsyncIterable<T>) => patiently(source, patience, () => request.raw.destroy());
  try {
    const { fields, file } = await untilFile(awaited(request.parts(options)));
    await work({ fields, file: awaited(file) });
  } finally {
    letPass(request.raw, most);
  }
}

/** Refused once it is larger: `upload.too-large`. A client that goes away breaks it off: `upload.failed`. */
export async function* limited(file: AsyncIterable<Buffer>, largest: number): AsyncGenerator<Buffer> {
  let left = largest;
  try {
    for await (const chunk of file) {
      left -= chunk.length;
      if (left < 0) throw new AppError('upload.too-large');
      yield chunk;
    }
  } catch (error) {
    throw error instanceof AppError ? error : unreadable('the file is incomplete');
  }
}

type Part = ReturnType<FastifyRequest['parts']> extends AsyncIterable<infer One> ? One : never;

async function untilFile(parts: AsyncGenerator<Part, void>): Promise<BroughtForm> {
  const fields: Record<string, string> = {};
  for (;;) {
    const next = await parts.next().catch(() => {
      throw unreadable('the form is damaged or incomplete');
    });
    if (next.done) throw unreadable('the file is missing');
    const part = next.value;
    if (part.type === 'file' && part.fieldname === 'file') return { fields, file: part.file };
    if (part.type === 'file') part.file.resume();
    else if (typeof part.value === 'string') fields[part.fieldname] = part.value;
    else throw unreadable('send each field as text');
  }
}

const unreadable = (reason: string): AppError => new AppError('upload.failed', { fields: [reason] });
