import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { Active, CurrentMember, type Member, SignedIn } from '#community/identity';
import { DescribeFileDto, FileDescriptionView, OwnUsageView } from '../media.dto.js';
import { OwnFilesService } from './own-files.service.js';

@Controller('v1/attachment')
export class OwnFilesController {
  constructor(private readonly files: OwnFilesService) {}

  @Post('description')
  @HttpCode(200)
  @Active()
  @WireAnswer({ data: FileDescriptionView, refuses: ['request.not-found'] })
  async describe(@CurrentMember() { id }: Member, @ValidBody() body: DescribeFileDto): Promise<FileDescriptionView> {
    return { description: await this.files.describe(id, body.content, body.description) };
  }

  @Get('usage')
  @SignedIn()
  @WireAnswer({ data: OwnUsageView })
  async usage(@CurrentMember() { id }: Member): Promise<OwnUsageView> {
    const { files, bytes, isFull } = await this.files.usageOf(id);
    return { files, bytes, is_full: isFull };
  }
}
