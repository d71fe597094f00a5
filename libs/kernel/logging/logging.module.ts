import { Global, Module } from '@nestjs/common';
import { Config } from '#kernel/config';
import { Log } from './log.js';

@Global()
@Module({
  providers: [{ provide: Log, useFactory: (config: Config) => new Log(config), inject: [Config] }],
  exports: [Log],
})
export class LoggingModule {}
