import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { CompleteUploadDto, DirectUploadDto, DirectUploadView, UploadView } from '../media.dto.js';
import { DirectUploadsService } from './direct-uploads.service.js';
import { UploadViews } from './upload-views.js';

@Controller('v1/attachment')
export class DirectUploadsController {
  constructor(
    private readonly uploads: DirectUploadsService,
    private readonly views: UploadViews,
  ) {}

  @Post('direct')
  @HttpCode(200)
  @Active()
  @WireAnswer({
    data: DirectUploadView,
    refuses: ['upload.failed', 'upload.type-refused', 'upload.too-large', 'upload.quota-exceeded', 'site.feature-off'],
  })
  async announce(@CurrentMember() member: Member, @ValidBody() body: DirectUploadDto): Promise<DirectUploadView> {
    const { type, content_type: contentType, file_size: size, description } = body;
    const { id, url, fields, expires } = await this.uploads.announce(member.id, {
      type,
      contentType,
      size,
      description,
    });
    return { id, url, fields, expires_on: expires };
  }

  @Post('complete')
  @HttpCode(200)
  @Active()
  @WireAnswer({
    data: UploadView,
    refuses: ['request.not-found', 'upload.failed', 'upload.type-refused', 'upload.too-large'],
  })
  async complete(@CurrentMember() member: Member, @ValidBody() { id }: CompleteUploadDto): Promise<UploadView> {
    return this.views.viewOf(await this.uploads.complete(member.id, id));
  }
}
