import { Controller, Delete, Get, HttpCode, Param, type PipeTransform, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Clock } from '#kernel/database';
import {
  ApiAnswer,
  ApiListQuery,
  type CursorList,
  cursorList,
  type Query as QueryValues,
  stretchOf,
  ValidBody,
} from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { BoardQueries } from './board.queries.js';
import { NoticesService } from './notices.service.js';
import {
  AnnouncementListView,
  AnnouncementView,
  IncidentListView,
  IncidentView,
  MaintenanceListView,
  MaintenanceView,
  NewAnnouncementDto,
  NewIncidentDto,
  NewMaintenanceDto,
  NewUpdateDto,
} from './status.dto.js';
import { NoticeNotFound } from './status.errors.js';
import { announcementView, incidentView, maintenanceView } from './status.views.js';

const idPipe: PipeTransform<string, number> = {
  transform: (text) => {
    if (!/^[1-9]\d{0,14}$/.test(text)) throw new NoticeNotFound(); // what is no id is of nothing
    return Number(text);
  },
};
const NoticeId = (): ParameterDecorator => Param('id', idPipe);
const IdParam = (of: string) => ApiParam({ name: 'id', type: Number, description: `Id of the ${of}.`, example: 4 });

@Audited()
@ApiTags('status')
@Controller('platform/v1')
export class NoticesController {
  constructor(
    private readonly notices: NoticesService,
    private readonly views: BoardQueries,
    private readonly clock: Clock,
  ) {}

  @Get('incidents')
  @Operator('read')
  @ApiOperation({ summary: 'What went wrong, newest first' })
  @ApiListQuery()
  @ApiAnswer(200, IncidentListView, 400)
  async listIncidents(@Query() query: QueryValues): Promise<CursorList<IncidentView>> {
    const stretch = stretchOf(query);
    return cursorList(await this.views.listIncidents(stretch), stretch, incidentView);
  }

  @Post('incidents')
  @Operator('support', 'incident.create')
  @ApiOperation({ summary: 'Say that something is wrong, on the status pages and as a banner' })
  @ApiAnswer(201, IncidentView, 400, 422)
  async report(@CurrentOperator() operator: OperatorAccount, @ValidBody() body: NewIncidentDto): Promise<IncidentView> {
    const { title, text, impact, state, affects } = body;
    const report = { title, text, affects, ...(impact && { impact }), ...(state && { state }) };
    return incidentView(await this.notices.report(operator, report));
  }

  @Post('incidents/:id/updates')
  @Operator('support', 'incident.update')
  @IdParam('incident')
  @ApiOperation({ summary: 'Say how it stands; `resolved` ends it' })
  @ApiAnswer(201, IncidentView, 400, 404, 409)
  async update(
    @CurrentOperator() operator: OperatorAccount,
    @NoticeId() id: number,
    @ValidBody() { state, text }: NewUpdateDto,
  ): Promise<IncidentView> {
    return incidentView(await this.notices.update(operator, id, state, text));
  }

  @Get('maintenances')
  @Operator('read')
  @ApiOperation({ summary: 'Planned work, newest first' })
  @ApiListQuery()
  @ApiAnswer(200, MaintenanceListView, 400)
  async listMaintenances(@Query() query: QueryValues): Promise<CursorList<MaintenanceView>> {
    const stretch = stretchOf(query);
    const now = this.clock.now();
    return cursorList(await this.views.listMaintenances(stretch), stretch, (one) => maintenanceView(one, now));
  }

  @Post('maintenances')
  @Operator('support', 'maintenance.create')
  @ApiOperation({ summary: 'Announce work at least 24 hours ahead: a banner says so from now until its end' })
  @ApiAnswer(201, MaintenanceView, 400, 422)
  async plan(
    @CurrentOperator() operator: OperatorAccount,
    @ValidBody() body: NewMaintenanceDto,
  ): Promise<MaintenanceView> {
    const { title, text, starts_at: startsAt, ends_at: endsAt, affects, emergency, reason } = body;
    const work = { title, text, startsAt, endsAt, affects, isEmergency: emergency === true, ...(reason && { reason }) };
    return maintenanceView(await this.notices.plan(operator, work), this.clock.now());
  }

  @Delete('maintenances/:id')
  @HttpCode(200)
  @Operator('support', 'maintenance.end')
  @IdParam('work')
  @ApiOperation({ summary: 'Cancel it; or end it now, where it has begun' })
  @ApiAnswer(200, MaintenanceView, 404, 409)
  async endMaintenance(@CurrentOperator() operator: OperatorAccount, @NoticeId() id: number): Promise<MaintenanceView> {
    return maintenanceView(await this.notices.endMaintenance(operator, id), this.clock.now());
  }

  @Get('announcements')
  @Operator('read')
  @ApiOperation({ summary: 'What communities are told, newest first' })
  @ApiListQuery()
  @ApiAnswer(200, AnnouncementListView, 400)
  async listAnnouncements(@Query() query: QueryValues): Promise<CursorList<AnnouncementView>> {
    const stretch = stretchOf(query);
    return cursorList(await this.views.listAnnouncements(stretch), stretch, announcementView);
  }

  @Post('announcements')
  @Operator('support', 'announcement.create')
  @ApiOperation({ summary: 'Tell communities something by a banner, their administrators only or everybody' })
  @ApiAnswer(201, AnnouncementView, 400, 422)
  async announce(
    @CurrentOperator() operator: OperatorAccount,
    @ValidBody() body: NewAnnouncementDto,
  ): Promise<AnnouncementView> {
    const { text, until, audience, affects } = body;
    const news = { text, until, affects, ...(audience && { audience }) };
    return announcementView(await this.notices.announce(operator, news));
  }

  @Delete('announcements/:id')
  @HttpCode(200)
  @Operator('support', 'announcement.end')
  @IdParam('announcement')
  @ApiOperation({ summary: 'Take it away now' })
  @ApiAnswer(200, AnnouncementView, 404, 409)
  async endAnnouncement(
    @CurrentOperator() operator: OperatorAccount,
    @NoticeId() id: number,
  ): Promise<AnnouncementView> {
    return announcementView(await this.notices.endAnnouncement(operator, id));
  }
}
