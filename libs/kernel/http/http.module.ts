import { Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { DatabasePulse } from './database-pulse.queries.js';
import { ErrorFilter } from './error-filter.js';
import { Health, HealthController, Readiness } from './health.js';
import { HostCookies } from './host-cookies.js';
import { KeptAnswers } from './kept-answers.js';
import { TlsController, TlsQuestions } from './tls-questions.js';

@Global()
@Module({
  controllers: [HealthController, TlsController],
  providers: [
    DatabasePulse,
    ErrorFilter,
    Health,
    HostCookies,
    KeptAnswers,
    { provide: APP_FILTER, useExisting: ErrorFilter },
    Readiness,
    TlsQuestions,
  ],
  exports: [ErrorFilter, HostCookies, KeptAnswers, Readiness],
})
export class HttpModule {}
