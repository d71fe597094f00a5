import { Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { DatabasePulse } from './database-pulse.queries.js';
import { ErrorFilter } from './error-filter.js';
import { Health, HealthController, Readiness } from './health.js';

@Global()
@Module({
  controllers: [HealthController],
  providers: [DatabasePulse, ErrorFilter, Health, { provide: APP_FILTER, useExisting: ErrorFilter }, Readiness],
  exports: [ErrorFilter, Readiness],
})
export class HttpModule {}
