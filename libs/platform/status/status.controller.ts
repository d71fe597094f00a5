import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { overall } from './probes.js';
import { Probes } from './probes.service.js';
import { StatusBoard } from './status-board.js';
import { StatusView } from './status.dto.js';
import { incidentView, maintenanceView } from './status.views.js';

/** For whoever watches over the platform from outside; it names no community. */
@ApiTags('status')
@Controller('platform/v1/status')
export class StatusController {
  constructor(
    private readonly probes: Probes,
    private readonly board: StatusBoard,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Header('access-control-allow-origin', '*')
  @ApiOperation({ summary: 'How the platform is doing now. Open to anybody', security: [] })
  @ApiOkResponse({ type: StatusView, description: 'Also while something is wrong.' })
  async read(): Promise<StatusView> {
    const { at, components } = await this.probes.look();
    const notices = this.board.of(null);
    return {
      state: overall(components, notices, notices.now),
      at,
      components,
      incidents: notices.incidents.map(incidentView),
      maintenances: notices.maintenances.map((one) => maintenanceView(one, notices.now)),
    };
  }
}
