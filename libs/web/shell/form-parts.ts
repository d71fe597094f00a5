import type { Readable } from 'node:stream';
import type { Multipart, MultipartFile, MultipartValue } from '@fastify/multipart';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, letPass, patiently, refuseUnstorableText } from '#kernel/http';
import { FormTokens, tokenField, tokenHeader } from './form-tokens.js';

export interface FormFile {
  /** What the browser calls it; only to be shown to whoever sent it. */
  readonly called: string;
  /** What the browser says it is. */
  readonly declared: string;
  /** To be read before the next part; what is not read of it is passed over. */
  readonly bytes: AsyncIterable<Buffer>;
}

export type FormText = readonly [name: string, value: string];

/** A field of a form, under its name. A file that was not chosen is none. */
export type FormPart = { readonly name: string } & ({ readonly value: string } | { readonly file: FormFile });

const MiB = 1024 * 1024;
/** Of what nobody wants, so that a browser hears the answer. */
const mostPassedOver = 101 * MiB;
/** Milliseconds without a byte. */
const patience = 30_000;
const longestField = 256 * 1024;
// No limits of files: whoever reads one knows how large it may be.
const options = {
  limits: { fieldSize: longestField, fileSize: Infinity, files: 200, fields: 200, parts: 400 },
  throwFileSizeLimit: false,
};

type GivenParts = AsyncIterator<Multipart, void>;

/** What was heard of a form so far. */
interface Heard {
  readonly parts: GivenParts;
  readonly texts: FormText[];
  /** Characters that may still be heard. */
  room: number;
  hasFiles: boolean;
  /** Whoever was to read it has begun to. */
  isTaken: boolean;
}

/** What a form says in words. */
export interface FormTexts {
  readonly texts: readonly FormText[];
  /** Of files that were chosen nothing is kept. */
  readonly hasFiles: boolean;
}
/** So much of a form is remembered, for where it is refused. */
const mostHeard = 256 * 1024;

/**
 * Forms that come as a stream, because they hold files. `open` is called for each, before anything that a route does, and
 * refuses the form unless its first field is the right token: nothing can be reached without it. `read` goes on from there.
 */
@Injectable()
export class FormParts {
  private readonly opened = new WeakMap<FastifyRequest, GivenParts>();
  private readonly heard = new WeakMap<FastifyRequest, Heard>();

  constructor(private readonly tokens: FormTokens) {}

  /** Reads no further than the token; none of it when a script has said that in the head of its request. */
  async open(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    reply.raw.once('finish', () => request.raw.readableEnded || letPass(request.raw, mostPassedOver));
    if (request.raw.destroyed) throw broken(); // nobody is there any more
    const parts = patiently(request.parts(options), patience, () => request.raw.destroy());
    const heard: Heard = { parts, texts: [], room: mostHeard, hasFiles: false, isTaken: false };
    this.heard.set(request, heard);
    if (!this.tokens.isRight(request, request.headers[tokenHeader])) {
      const first = await nextOf(parts);
      note(heard, first);
      const given = first?.type === 'field' && first.fieldname === tokenField ? first.value : null;
      if (!this.tokens.isRight(request, given)) throw new AppError('form.outdated');
    }
    this.opened.set(request, parts);
  }

  /** What else the form holds, in its order, once. Of a form without files, too. */
  async *read(request: FastifyRequest): AsyncGenerator<FormPart> {
    yield* request.isMultipart() ? this.rest(request) : fieldsOf(request.body);
  }

  /**
   * What a form that was refused says in words: to be shown again to whoever typed it, and for nothing else, since its
   * token may be wrong. Its files are passed over. Null where it is no such form, or too much of one.
   */
  async textsOf(request: FastifyRequest): Promise<FormTexts | null> {
    const heard = this.heard.get(request);
    if (!heard) return null;
    for (let passed = 0; !heard.isTaken;) {
      const next = await nextOf(heard.parts);
      if (!next) break;
      note(heard, next);
      if (next.type === 'file')
        for await (const chunk of chunksOf(next.file)) if ((passed += chunk.length) > mostPassedOver) throw broken();
    }
    return heard.room < 0 ? null : heard;
  }

  private async *rest(request: FastifyRequest): AsyncGenerator<FormPart> {
    const parts = this.opened.get(request);
    if (!parts) throw new Error('This form was read already, or never opened.');
    this.opened.delete(request);
    const heard = this.heard.get(request)!;
    heard.isTaken = true;
    for (let part = await nextOf(parts); part; part = await nextOf(parts)) {
      note(heard, part);
      if (part.type === 'file') yield* fileOf(part, request);
      else if (part.fieldname !== tokenField) yield fieldOf(part);
    }
  }
}

async function nextOf(parts: GivenParts): Promise<Multipart | null> {
  try {
    const next = await parts.next();
    return next.done ? null : next.value;
  } catch {
    throw broken();
  }
}

/** A file that was not chosen has no name. */
function note(heard: Heard, part: Multipart | null): void {
  if (part?.type === 'file') heard.hasFiles ||= Boolean(part.filename);
  else if (typeof part?.value === 'string' && (heard.room -= part.value.length + part.fieldname.length) >= 0)
    heard.texts.push([part.fieldname, part.value.replaceAll('\r\n', '\n')]);
}

function fieldOf({ fieldname: name, value, valueTruncated }: MultipartValue): FormPart {
  if (typeof value !== 'string' || valueTruncated) throw broken();
  refuseUnstorableText(value);
  return { name, value: value.replaceAll('\r\n', '\n') };
}

/** Browsers send an empty one for each field in which none was chosen. */
async function* fileOf(part: MultipartFile, { raw }: FastifyRequest): AsyncGenerator<FormPart> {
  const { fieldname: name, filename, mimetype, file } = part;
  const bytes = patiently(chunksOf(file), patience, () => raw.destroy());
  const called = (filename ?? '').replaceAll(/^.*[/\\]|\p{Cc}/gu, '').slice(0, 200);
  if (called) yield { name, file: { called, declared: essence(mimetype), bytes } };
  let passed = 0;
  for await (const chunk of chunksOf(file)) if ((passed += chunk.length) > mostPassedOver) throw broken();
}

/** Whoever stops reading leaves the rest to be passed over, for the parts that follow. */
async function* chunksOf(file: Readable): AsyncGenerator<Buffer> {
  if (file.readableEnded) return;
  try {
    yield* file.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch {
    throw broken();
  }
}

function* fieldsOf(body: unknown): Generator<FormPart> {
  for (const [name, given] of Object.entries((body ?? {}) as Record<string, unknown>))
    for (const value of [given].flat())
      if (name !== tokenField && typeof value === 'string') yield { name, value: value.replaceAll('\r\n', '\n') };
}

const essence = (mimetype: string): string => mimetype.split(';', 1)[0]!.trim().toLowerCase();
const broken = (): AppError => new AppError('upload.failed', { fields: ['the form is damaged or incomplete'] });
