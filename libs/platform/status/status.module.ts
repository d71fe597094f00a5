import { Global, Module } from '@nestjs/common';
import { AuditModule } from '#platform/audit';
import { OperatorsModule } from '#platform/operators';
import { BoardQueries } from './board.queries.js';
import { NoticesController } from './notices.controller.js';
import { NoticesRepository } from './notices.repository.js';
import { NoticesService } from './notices.service.js';
import { ProbesQueries } from './probes.queries.js';
import { Probes } from './probes.service.js';
import { StatusBoard } from './status-board.js';
import { StatusController } from './status.controller.js';

/** Global, because every page of a community shows what is said here. */
@Global()
@Module({
  imports: [AuditModule, OperatorsModule],
  controllers: [NoticesController, StatusController],
  providers: [BoardQueries, NoticesRepository, NoticesService, Probes, ProbesQueries, StatusBoard],
  exports: [NoticesService, Probes, StatusBoard],
})
export class StatusModule {}
