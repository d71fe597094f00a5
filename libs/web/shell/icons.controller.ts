import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { type IconName, isIconName, SiteIcons } from '#community/media';
import { CommunitySettings } from '#community/site';
import { letterIcon } from '#web/ui';
import { assetHeaders } from './assets.js';
import { manifestOf } from './manifest.js';

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Of the address that was asked. */
  readonly version: unknown;
}

interface Told {
  readonly type: string;
  readonly etag: string;
  readonly size: number;
  readonly body: () => Readable | string;
  /** Whether the same address answers something else soon. */
  readonly isPassing: boolean;
}

/**
 * What stands for a community in a row of tabs and on a home screen: its logo, or else a letter. Guests of a community
 * for its members may have it too; it tells no more than the page that turns them away.
 */
@Controller()
export class IconsController {
  constructor(
    private readonly icons: SiteIcons,
    private readonly settings: CommunitySettings,
  ) {}

  @Get('favicon.ico')
  favicon(@Query('v') version: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.sendIcon('icon32.png', { request, reply, version });
  }

  @Get('icons/:name')
  async icon(
    @Param('name') name: string,
    @Query('v') version: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const exchange = { request, reply, version };
    if (isIconName(name)) return this.sendIcon(name, exchange);
    if (name !== 'icon.svg' && name !== 'maskable.svg') throw new AppError('request.not-found');
    return this.send(letter(name === 'maskable.svg'), exchange);
  }

  @Get('manifest.webmanifest')
  async manifest(
    @Query('v') version: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const settings = await this.settings.get();
    const isMade = (await this.icons.find('icon512.png')) !== null;
    const manifest = manifestOf(tenantScope.current(), settings, { version: this.icons.versionOf(settings), isMade });
    const told = { ...text('application/manifest+json', manifest), isPassing: settings.logo !== '' && !isMade };
    return this.send(told, { request, reply, version });
  }

  /** Until it is made of the logo, or if nothing came of that, a letter stands for it. */
  private async sendIcon(name: IconName, exchange: Exchange): Promise<void> {
    const found = await this.icons.find(name);
    const isKnown = found && hasAlready(exchange.request, found.etag);
    const body = isKnown ? null : await found?.open();
    if (found && (isKnown || body))
      return this.send({ ...found, body: () => body ?? Readable.from([]), isPassing: false }, exchange);
    const { logo } = await this.settings.get();
    return this.send({ ...letter(name === 'maskable512.png'), isPassing: logo !== '' }, exchange);
  }

  private async send(
    { type, etag, size, body, isPassing }: Told,
    { request, reply, version }: Exchange,
  ): Promise<void> {
    const isCurrent = version === this.icons.versionOf(await this.settings.get());
    // Another version than the current one may be the next, of which this process has not heard yet.
    const otherwise = version === undefined ? 'public, max-age=600' : 'no-cache';
    const caching = isPassing ? 'no-cache' : isCurrent ? 'public, max-age=31536000, immutable' : otherwise;
    void reply.headers({ ...assetHeaders, 'content-type': type, etag: `"${etag}"`, 'cache-control': caching });
    if (hasAlready(request, etag)) return void reply.status(304).send();
    void reply.header('content-length', size).send(body());
  }
}

function letter(isCut: boolean): Told {
  const drawn = letterIcon(tenantScope.current(), { isCut });
  return text('image/svg+xml', drawn);
}

function text(type: string, content: string): Told {
  const etag = createHash('sha256').update(content).digest('base64url').slice(0, 22);
  return { type, etag, size: Buffer.byteLength(content), body: () => content, isPassing: false };
}

function hasAlready({ headers }: FastifyRequest, etag: string): boolean {
  const known = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known?.some((tag) => tag === '*' || tag === `"${etag}"`) ?? false;
}
