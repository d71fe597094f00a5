import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { MediaModule } from '#community/media';
import { MembersModule } from '#community/members';
import { MessagesModule } from '#community/messages';
import { CommunitySiteModule } from '#community/site';
import { TimelinesModule } from '#community/timelines';
import { TopicsModule } from '#community/topics';
import { AssetsController } from './assets.controller.js';
import { ChoicesController } from './choices.controller.js';
import { FormGuard } from './form.guard.js';
import { FormParts } from './form-parts.js';
import { FormPictures } from './form-pictures.js';
import { FormTokens } from './form-tokens.js';
import { IconsController } from './icons.controller.js';
import { InstallController } from './install.controller.js';
import { KeptForms } from './kept-forms.js';
import { KeysController } from './keys.controller.js';
import { LateForms } from './late-forms.js';
import { Pages } from './pages.js';
import { RefusedPageFilter } from './refused-page.filter.js';
import { SentForm } from './sent-form.js';
import { SiteFigures } from './site-figures.js';

/** What all pages of communities stand on. Global, because every room of pages needs it. */
@Global()
@Module({
  imports: [CommunitySiteModule, MediaModule, MembersModule, MessagesModule, TimelinesModule, TopicsModule],
  controllers: [AssetsController, ChoicesController, IconsController, InstallController, KeysController],
  providers: [
    FormParts,
    FormPictures,
    FormTokens,
    KeptForms,
    LateForms,
    Pages,
    SentForm,
    SiteFigures,
    { provide: APP_FILTER, useClass: RefusedPageFilter },
    { provide: APP_GUARD, useClass: FormGuard },
  ],
  exports: [FormParts, FormPictures, FormTokens, LateForms, Pages, SiteFigures],
})
export class ShellModule {}
