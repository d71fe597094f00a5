import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { Log } from '#kernel/logging';
import { type ByteRange, rangeOf, tenantFolder, TenantObjects } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import { isAttachment } from '../media-object.js';
import { type Admission, askedFile, type AskedFile, isHidden, keepingOf, MediaAccess } from './media-access.js';
import { variantFor } from './resize-query.js';
import { chooseObject, type ServedFile, type ServedObject } from './served-file.js';
import { ServedFiles } from './served-files.js';

/** What a browser may show by itself; all else is offered for saving. SVG is a program, so it is not among them. */
const shown = /^(image\/(png|jpeg|webp|gif|avif)|video\/(mp4|webm)|audio\/(mpeg|mp4|ogg|wav))$/;

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** See `MediaAccess.admit`. */
  readonly passes: boolean;
}

type Headers = Readonly<Record<string, string>>;

interface Found {
  readonly object: ServedObject;
  readonly headers: Headers;
}

interface Reading extends Found {
  readonly range: ByteRange | 'none' | null;
  /** None for who has it already. */
  readonly body?: Readable;
}

/** Answers with a file, or a part of it. Its row says all but the bytes: whoever has those already costs no store a thing. */
@Injectable()
export class MediaReading {
  constructor(
    private readonly objects: TenantObjects,
    private readonly files: ServedFiles,
    private readonly access: MediaAccess,
    private readonly log: Log,
  ) {}

  async answer(given: string, exchange: Exchange): Promise<FastifyReply> {
    const { reply } = exchange;
    const { object, headers, range, body } = await this.read(given, exchange);
    void reply.headers(headers);
    if (range === 'none') return refuseRange(reply, object);
    if (!body) return reply.status(304).send();
    const { first, last } = range ?? { first: 0, last: object.size - 1 };
    if (range) void reply.status(206).header('content-range', `bytes ${first}-${last}/${object.size}`);
    return reply.header('content-length', last - first + 1).send(body);
  }

  /** An object may go when another one takes its place, as that of a film: what is remembered of its row is asked for anew. */
  private async read(given: string, exchange: Exchange, anew = false): Promise<Reading> {
    const found = await this.find(given, exchange, anew);
    const { object } = found;
    const { request } = exchange;
    if (isKnown(request, object)) return { ...found, range: null };
    const range = wholeIfChanged(request, object) ? null : rangeOf(request.headers.range, object.size);
    if (range === 'none') return { ...found, range };
    // Fastify counts any body of a HEAD but a stream.
    const body = request.method === 'HEAD' ? Readable.from([]) : await this.open(object, range);
    if (body) return { ...found, range, body };
    if (!anew) return this.read(given, exchange, true);
    this.log.warn('The object of a file is missing, or is another one.', { key: object.key, size: object.size });
    throw new AppError('request.not-found');
  }

  private async find(given: string, { request, passes }: Exchange, anew: boolean): Promise<Found> {
    const asked = askedFile(given);
    if (!asked) throw new AppError('request.not-found');
    const admission = await this.access.admit(asked, request, passes);
    const file = await this.files.find(asked.path, { anew });
    const object = file && !isHidden(file, admission) ? objectFor(file, asked, request) : null;
    if (!file || !object) throw new AppError('request.not-found');
    const headers = {
      ...headersOf(object, asked.path, admission),
      'cache-control': keepingOf(file, object, admission),
    };
    return { object, headers };
  }

  /** What is not as its row says is no answer: half of an object would be taken for the whole. */
  private async open({ key, size }: ServedObject, range: ByteRange | null): Promise<Readable | null> {
    const opened = await this.objects.open(key.slice(tenantFolder(tenantScope.current()).length), range ?? undefined);
    if (opened?.size === size) return opened.stream;
    opened?.stream.destroy();
    return null;
  }
}

/** Of a query nothing else is read: clients add to an address what their storage understands. */
function objectFor(
  file: ServedFile,
  { path, variant }: AskedFile,
  { query, headers }: FastifyRequest,
): ServedObject | null {
  if (variant !== undefined || isAttachment(path)) return chooseObject(file, { variant });
  const wished = variantFor((query as Record<string, unknown>)['x-oss-process']);
  return chooseObject(file, { variant: wished, accept: headers.accept ?? '' }) ?? chooseObject(file, {});
}

/** Any page may show a file that needs no cookie to be read. */
function headersOf({ type, etag, variesByAccept }: ServedObject, path: string, { by }: Admission): Headers {
  return {
    'content-type': type,
    etag: `"${etag}"`,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cross-origin-resource-policy': by === 'membership' ? 'same-site' : 'cross-origin',
    'content-disposition': dispositionOf(type, path),
    ...(variesByAccept && { vary: 'Origin, Accept' }),
  };
}

/** Names of files are made by us, so that nothing in one needs an escape. */
function dispositionOf(type: string, path: string): string {
  if (isAttachment(path)) return `attachment; filename="${path.slice(path.lastIndexOf('/') + 1)}"`;
  return shown.test(type) ? 'inline' : 'attachment';
}

function refuseRange(reply: FastifyReply, { size }: ServedObject): FastifyReply {
  return reply
    .status(416)
    .headers({ 'content-range': `bytes */${size}`, 'cache-control': 'no-store' })
    .send('');
}

function isKnown({ headers }: FastifyRequest, { etag }: ServedObject): boolean {
  const known = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known?.some((tag) => tag === '*' || tag === `"${etag}"`) ?? false;
}

/** If-Range: the part only belongs to what the client has if that is still the same. */
function wholeIfChanged({ headers }: FastifyRequest, { etag }: ServedObject): boolean {
  const had = headers['if-range'];
  return had !== undefined && had !== `"${etag}"`;
}
