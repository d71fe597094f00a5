import { Module } from '@nestjs/common';
import { ShellModule } from '#web/shell';
import { CommunityStatusController } from './community-status.controller.js';

/** How the platform is doing, for people: on its own host and on that of each community. */
@Module({ imports: [ShellModule], controllers: [CommunityStatusController] })
export class StatusPagesModule {}
