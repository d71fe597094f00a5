import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, InvalidRequest, type Query as QueryValues } from '#kernel/http';
import { longestAsked } from '#platform/metering';
import { Audited } from '#platform/audit';
import { Operator } from '#platform/operators';
import { TenantId } from './tenant-id.js';
import { TenantUsageView } from './tenant-usage.dto.js';
import { TenantUsageService } from './tenant-usage.service.js';

const usualHours = 24;

@Audited()
@ApiTags('tenants')
@Controller('platform/v1/tenants/:id/usage')
export class TenantSpaceController {
  constructor(private readonly usage: TenantUsageService) {}

  @Get()
  @Operator('read')
  @ApiParam({ name: 'id', type: Number, description: 'Id of the community.', example: 3 })
  @ApiQuery({
    name: 'hours',
    schema: { type: 'integer', minimum: 1, maximum: longestAsked, default: usualHours },
    required: false,
    description: 'So many, back from now.',
  })
  @ApiOperation({ summary: 'What a community uses: of what its plan lets it have, in the store of files, by the hour' })
  @ApiAnswer(200, TenantUsageView, 400, 404, 409)
  async show(@TenantId() id: number, @Query() query: QueryValues): Promise<TenantUsageView> {
    const asked = hoursOf(query['hours']);
    const { slug, files, bytes, quota, members, plan, quotas, hours } = await this.usage.get(id, asked);
    const warnings = quotas.filter(({ warning }) => warning).map((use) => use.quota);
    return {
      ...{ slug, files, bytes, quota, members: [...members] },
      ...{ plan, quotas: [...quotas], warnings, hours: [...hours] },
    };
  }
}

function hoursOf(given: unknown): number {
  if (given === undefined || given === '') return usualHours;
  const hours = typeof given === 'string' && /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (hours < 1 || hours > longestAsked) throw new InvalidRequest([`hours must be a number from 1 to ${longestAsked}`]);
  return hours;
}
