import { Module } from '@nestjs/common';
import { ApexModule } from '#web/apex';
import { ShellModule } from '#web/shell';
import { ApexStatusController } from './apex-status.controller.js';
import { CommunityStatusController } from './community-status.controller.js';

/** How the platform is doing, for people: on its own host and on that of each community. */
@Module({ imports: [ApexModule, ShellModule], controllers: [ApexStatusController, CommunityStatusController] })
export class StatusPagesModule {}
