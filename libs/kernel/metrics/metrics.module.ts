import { Global, Module } from '@nestjs/common';
import { SiblingsModule } from '#kernel/siblings';
import { Metrics } from './metrics.js';

@Global()
@Module({ imports: [SiblingsModule], providers: [Metrics], exports: [Metrics] })
export class MetricsModule {}
