import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { takesFile, WireAnswer } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { UploadView } from '../media.dto.js';
import { partsOf } from './upload-form.js';
import { uploadTypes } from './upload-formats.js';
import { UploadPatience } from './upload-patience.js';
import { UploadViews } from './upload-views.js';
import { UploadsService } from './uploads.service.js';

const form = {
  type: 'object',
  required: ['type', 'file'],
  properties: {
    type: { type: 'string', enum: [...uploadTypes.keys()] },
    file: { type: 'string', format: 'binary' },
    description: { type: 'string', description: 'What it shows, in at most 1000 characters.' },
  },
};

@Controller('v1/attachment')
export class UploadsController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly patience: UploadPatience,
    private readonly views: UploadViews,
  ) {}

  @Post()
  @HttpCode(200)
  @Active()
  @RouteConfig(takesFile)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: form })
  @WireAnswer({
    data: UploadView,
    refuses: ['upload.failed', 'upload.type-refused', 'upload.too-large', 'upload.quota-exceeded', 'site.feature-off'],
  })
  async upload(@CurrentMember() member: Member, @Req() request: FastifyRequest): Promise<UploadView> {
    const parts = partsOf(request, this.patience.milliseconds);
    return this.views.viewOf(await this.uploads.take(member.id, parts, lengthOf(request)));
  }
}

/** Of the whole form, if the client tells. */
const lengthOf = ({ headers }: FastifyRequest): number | undefined =>
  headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
