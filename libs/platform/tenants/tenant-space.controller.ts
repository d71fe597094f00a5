import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiAnswer } from '#kernel/http';
import { Audited } from '#platform/audit';
import { Operator } from '#platform/operators';
import { TenantId } from './tenant-id.js';
import { TenantSpaceView } from './tenant-space.dto.js';
import { TenantSpaceService } from './tenant-space.service.js';

@Audited()
@ApiTags('tenants')
@Controller('platform/v1/tenants/:id/usage')
export class TenantSpaceController {
  constructor(private readonly space: TenantSpaceService) {}

  @Get()
  @Operator('read')
  @ApiParam({ name: 'id', type: Number, description: 'Id of the community.', example: 3 })
  @ApiOperation({ summary: 'What the files of a community take in the store' })
  @ApiAnswer(200, TenantSpaceView, 404, 409)
  async show(@TenantId() id: number): Promise<TenantSpaceView> {
    const { slug, files, bytes, quota, members } = await this.space.get(id);
    return { slug, files, bytes, quota, members: [...members] };
  }
}
