import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { avatarCount } from '#community/members';
import { avatarFile } from '#web/ui';
import { type Asset, assetHeaders, assets } from './assets.js';
import { coloursAt } from './community-colours.js';
import { sendKept } from './compression.js';

const forGood = 'public, max-age=31536000, immutable';

/**
 * What pages load; the same for every community, but answered by each, so that a page needs no other host. Also where
 * a community is for its members only, since the page that says so is to look like one.
 */
@Controller()
export class AssetsController {
  @Get('assets/:name')
  asset(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const asset = assets.get(name);
    if (!asset) return send(reply, coloursFile(name), forGood);
    void reply.headers({ ...assetHeaders, 'content-type': asset.type, 'cache-control': forGood });
    sendKept(request, reply, name, asset.content);
  }

  @Get('avatars/:name')
  avatar(@Param('name') name: string, @Res() reply: FastifyReply): void {
    const number = /^([1-9]\d?)\.svg$/.test(name) ? parseInt(name, 10) : 0;
    const drawn = number > 0 && number <= avatarCount;
    send(reply, drawn ? { type: 'image/svg+xml', content: avatarFile(number) } : undefined, 'public, max-age=604800');
  }
}

function coloursFile(name: string): Asset | undefined {
  const content = coloursAt(name);
  return content === null ? undefined : { type: 'text/css; charset=utf-8', content };
}

function send(reply: FastifyReply, asset: Asset | undefined, caching: string): void {
  if (!asset) throw new AppError('request.not-found');
  void reply.headers({ ...assetHeaders, 'content-type': asset.type, 'cache-control': caching }).send(asset.content);
}
