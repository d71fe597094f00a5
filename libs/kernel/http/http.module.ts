import { Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ErrorFilter } from './error-filter.js';
import { HealthController, Readiness } from './health.js';

@Global()
@Module({
  controllers: [HealthController],
  providers: [ErrorFilter, { provide: APP_FILTER, useExisting: ErrorFilter }, Readiness],
  exports: [ErrorFilter, Readiness],
})
export class HttpModule {}
