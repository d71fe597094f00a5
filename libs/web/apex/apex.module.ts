import { Module } from '@nestjs/common';
import { OwnersModule } from '#platform/owners';
import { SignupsModule } from '#platform/signups';
import { ShellModule } from '#web/shell';
import { ApexPages } from './apex-pages.js';
import { CreateController } from './create.controller.js';
import { CreateForms } from './create-forms.js';
import { FindController } from './find.controller.js';
import { FrontController } from './front.controller.js';

/** The pages of the platform's own host, for people. */
@Module({
  imports: [OwnersModule, ShellModule, SignupsModule],
  controllers: [CreateController, FindController, FrontController],
  providers: [ApexPages, CreateForms],
  exports: [ApexPages],
})
export class ApexModule {}
