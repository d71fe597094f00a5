import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { takesFile, WireAnswer } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { UploadView } from '../media.dto.js';
import { MediaUrls } from '../media-urls.js';
import { partsOf } from './upload-form.js';
import { uploadTypes } from './upload-formats.js';
import { UploadsService } from './uploads.service.js';

const form = {
  type: 'object',
  required: ['type', 'file'],
  properties: {
    type: { type: 'string', enum: [...uploadTypes.keys()] },
    file: { type: 'string', format: 'binary' },
  },
};

@Controller('v1/attachment')
export class UploadsController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly urls: MediaUrls,
  ) {}

  @Post()
  @HttpCode(200)
  @Active()
  @RouteConfig(takesFile)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: form })
  @WireAnswer({
    data: UploadView,
    refuses: ['upload.failed', 'upload.type-refused', 'upload.too-large', 'site.feature-off'],
  })
  async upload(@CurrentMember() member: Member, @Req() request: FastifyRequest): Promise<UploadView> {
    const { key, kind, size, width, height } = await this.uploads.take(member.id, partsOf(request));
    return {
      user_id: member.id,
      file_size: size,
      img_width: width,
      img_height: height,
      type: kind,
      content: this.urls.urlOf(key),
    };
  }
}
