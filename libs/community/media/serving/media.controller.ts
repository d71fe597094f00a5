import { Readable } from 'node:stream';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { isObjectKey, type ObjectInfo, TenantObjects } from '#kernel/objects';
import { rangeOf } from './byte-range.js';
import { MediaAccess } from './media-access.js';
import { isAttachment } from '../media-object.js';

/** What a browser may show by itself; all else is offered for saving. SVG is a program, so it is not among them. */
const shown = /^(image\/(png|jpeg|webp|gif|avif)|video\/(mp4|webm)|audio\/(mpeg|mp4|ogg|wav))$/;

/** The objects of the community that is asked, and of no other: the tenant comes from the host, never from the path. */
@Controller('media')
export class MediaController {
  constructor(
    private readonly objects: TenantObjects,
    private readonly access: MediaAccess,
  ) {}

  /** Nothing but a signature is read from the query: clients add to the address what their storage understands. */
  @Get('*')
  async read(@Param('*') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (!isObjectKey(key)) throw new AppError('request.not-found');
    const keeping = await this.access.admit(key, request);
    const info = await this.objects.find(key);
    if (!info) throw new AppError('request.not-found');
    void reply.headers({ ...headersOf(info, key), 'cache-control': keeping });
    if (isKnown(request, info)) return reply.status(304).send();
    const range = wholeIfChanged(request, info) ? null : rangeOf(request.headers.range, info.size);
    if (range === 'none') return this.refuseRange(reply, info);
    const length = range ? range.last - range.first + 1 : info.size;
    if (range) void reply.status(206).header('content-range', `bytes ${range.first}-${range.last}/${info.size}`);
    void reply.header('content-length', length);
    if (request.method === 'HEAD') return reply.send(Readable.from([])); // Fastify counts any other body
    const opened = await this.objects.open(key, range ?? undefined);
    if (!opened) throw new AppError('request.not-found'); // removed since
    return reply.send(opened.stream);
  }

  private refuseRange(reply: FastifyReply, { size }: ObjectInfo): FastifyReply {
    return reply
      .status(416)
      .headers({ 'content-range': `bytes */${size}`, 'cache-control': 'no-store' })
      .send('');
  }
}

function headersOf({ type, etag }: ObjectInfo, key: string): Record<string, string> {
  return {
    'content-type': type,
    etag: `"${etag}"`,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'content-disposition': dispositionOf(type, key),
  };
}

/** Names of files are made by us, so that nothing in one needs an escape. */
function dispositionOf(type: string, key: string): string {
  if (isAttachment(key)) return `attachment; filename="${key.slice(key.lastIndexOf('/') + 1)}"`;
  return shown.test(type) ? 'inline' : 'attachment';
}

function isKnown({ headers }: FastifyRequest, { etag }: ObjectInfo): boolean {
  const known = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known?.some((tag) => tag === '*' || tag === `"${etag}"`) ?? false;
}

/** If-Range: the part only belongs to what the client has if that is still the same. */
function wholeIfChanged({ headers }: FastifyRequest, { etag }: ObjectInfo): boolean {
  const had = headers['if-range'];
  return had !== undefined && had !== `"${etag}"`;
}
