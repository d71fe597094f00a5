import { Controller, Delete, Get, Head, Options, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { takesFile, WireAnswer } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { UploadViews } from '../uploads/upload-views.js';
import { ResumableUploadView } from './resumable.dto.js';
import { ResumableUploadsService } from './resumable-uploads.service.js';
import { isResumable, type UploadRow } from './resumable-way.js';
import { TusExchange } from './tus-exchange.js';
import { idFrom } from './tus-session.js';

const exposed = [
  ...['Location', 'Tus-Resumable', 'Tus-Version', 'Tus-Extension', 'Tus-Max-Size'],
  ...['Upload-Offset', 'Upload-Length', 'Upload-Metadata', 'Upload-Expires', 'Upload-Content'],
].join(', ');

/** The protocol of tus is described at its own place; here is what we add to it. */
@Controller('v1/uploads')
export class ResumableUploadsController {
  constructor(
    private readonly tus: TusExchange,
    private readonly uploads: ResumableUploadsService,
    private readonly views: UploadViews,
  ) {}

  @Options()
  @ApiExcludeEndpoint()
  async options(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.exchange(request, reply);
  }

  @Post()
  @Active()
  @ApiExcludeEndpoint()
  @RouteConfig(takesFile)
  async announce(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.exchange(request, reply, member);
  }

  // Before GET, which would be given a HEAD of its own.
  @Head(':id')
  @Active()
  @ApiExcludeEndpoint()
  async tell(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.exchange(request, reply, member);
  }

  @Get(':id')
  @Active()
  @WireAnswer({ data: ResumableUploadView, refuses: ['request.not-found'] })
  async find(@CurrentMember() member: Member, @Param('id') id: string): Promise<ResumableUploadView> {
    return this.viewOf(await this.uploads.find(member.id, idFrom(id)));
  }

  @Patch(':id')
  @Active()
  @ApiExcludeEndpoint()
  @RouteConfig(takesFile)
  async bring(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.exchange(request, reply, member);
  }

  @Delete(':id')
  @Active()
  @ApiExcludeEndpoint()
  async terminate(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.exchange(request, reply, member);
  }

  private async exchange(request: FastifyRequest, reply: FastifyReply, member?: Member): Promise<void> {
    const { status, headers, row, refusal, isCut } = await this.tus.answer(request, member);
    void reply.headers({ 'tus-version': '1.0.0', ...headers, 'access-control-expose-headers': exposed });
    if (isCut) void reply.header('connection', 'close');
    if (refusal) throw refusal;
    const { content } = row ? this.viewOf(row) : {};
    if (content !== undefined) void reply.header('upload-content', content);
    void reply.status(status);
    // Without a body the reply would be given an envelope, also where there is none.
    await reply.send(status === 201 && row ? this.viewOf(row) : Buffer.alloc(0));
  }

  private viewOf(row: UploadRow): ResumableUploadView {
    const { id, state, size } = row;
    if (!isResumable(row)) return { id, state, offset: size, length: size, content: this.views.viewOf(row).content };
    const { offset, length, expires } = row.upload;
    return { id, state, offset, length, expires_on: Math.floor(Date.parse(expires) / 1000) };
  }
}
