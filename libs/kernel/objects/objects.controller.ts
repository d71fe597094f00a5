import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, takesFile } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { Arrivals } from './arrivals.js';
import { rangeOf } from './byte-range.js';
import { DoorPatience } from './door-patience.js';
import { limited, takeBrought } from './object-door.js';
import { isObjectKey } from './object-key.js';
import { ObjectPasses } from './object-passes.js';
import { ObjectStore, type OpenObject } from './object-store.js';
import { dispositionOf, savedType } from './saving.js';
import { tenantFolder } from './tenant-objects.js';

/**
 * The door of a store that has none of its own: what a signed form brings, and what a signed address reads. The
 * signature is the right, whoever comes with it; it is good on the host of the tenant whose object it names.
 */
@Controller('objects')
@ApiExcludeController()
export class ObjectsController {
  /** Keys of objects that are just brought to this process. */
  private readonly arriving = new Set<string>();

  constructor(
    private readonly store: ObjectStore,
    private readonly passes: ObjectPasses,
    private readonly arrivals: Arrivals,
    private readonly patience: DoorPatience,
  ) {}

  @Post()
  @HttpCode(204)
  @RouteConfig(takesFile)
  async take(@Req() request: FastifyRequest): Promise<void> {
    this.open();
    await takeBrought(request, this.patience.milliseconds, async ({ fields, file }) => {
      const { key, type, largest } = this.passes.takeForm(fields);
      if (!isOwn(key)) throw new AppError('request.not-found');
      await this.alone(key, async () => {
        await this.requireAwaited(key);
        // One piece at a time: there may be hundreds of forms.
        await this.store.put(key, Readable.from(limited(file, largest), { highWaterMark: 1 }), { type });
        await this.requireAwaited(key).catch(async (error: unknown) => {
          await this.store.remove(key); // what it was for has come to its end meanwhile
          throw error;
        });
      });
    });
  }

  @Get('*')
  async read(
    @Param('*') key: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    this.open();
    if (!isOwn(key)) throw new AppError('request.not-found');
    const saveAs = this.passes.takeReading(key, query);
    const info = await this.store.find(key);
    if (!info) throw new AppError('request.not-found');
    const { size, etag } = info;
    void reply.headers({
      'content-type': saveAs === undefined ? info.type : savedType,
      'content-disposition': dispositionOf(saveAs),
      etag: `"${etag}"`,
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const ifRange = request.headers['if-range'];
    const isOther = ifRange !== undefined && ifRange !== `"${etag}"`;
    const range = isOther ? null : rangeOf(request.headers.range, size);
    if (range === 'none') return reply.status(416).header('content-range', `bytes */${size}`).send('');
    if (range) void reply.status(206).header('content-range', `bytes ${range.first}-${range.last}/${size}`);
    void reply.header('content-length', range ? range.last - range.first + 1 : size);
    if (request.method === 'HEAD') return reply.send(Readable.from([])); // Fastify counts any other body
    return reply.send((await this.opened(key, range)).stream);
  }

  /** Each form may be as large as its upload: several at once would take several times its room. */
  private async alone(key: string, work: () => Promise<void>): Promise<void> {
    if (this.arriving.has(key)) throw new AppError('request.too-many');
    this.arriving.add(key);
    try {
      await work();
    } finally {
      this.arriving.delete(key);
    }
  }

  private async requireAwaited(key: string): Promise<void> {
    const path = key.slice(tenantFolder(tenantScope.current()).length);
    if (!(await this.arrivals.isAwaited(path))) throw new AppError('media.link-expired');
  }

  private open(): void {
    if (!this.store.needsDoor) throw new AppError('request.not-found');
  }

  private async opened(key: string, range: Parameters<ObjectStore['open']>[1] | null): Promise<OpenObject> {
    const opened = await this.store.open(key, range ?? undefined);
    if (!opened) throw new AppError('request.not-found'); // removed since
    return opened;
  }
}

const isOwn = (key: string): boolean => isObjectKey(key) && key.startsWith(tenantFolder(tenantScope.current()));
