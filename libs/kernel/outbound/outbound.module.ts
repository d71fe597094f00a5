import { Global, Module } from '@nestjs/common';
import { Config } from '#kernel/config';
import { Outbound } from './outbound.js';

@Global()
@Module({
  providers: [
    {
      provide: Outbound,
      useFactory: ({ outboundAllow: allow }: Config) => new Outbound({ allow }),
      inject: [Config],
    },
  ],
  exports: [Outbound],
})
export class OutboundModule {}
