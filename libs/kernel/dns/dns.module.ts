import { Global, Module } from '@nestjs/common';
import { Config } from '#kernel/config';
import { DnsResolver } from './dns-resolver.js';
import { NodeDnsResolver } from './drivers/node.dns-resolver.js';

@Global()
@Module({
  providers: [
    {
      provide: DnsResolver,
      useFactory: ({ dnsServers }: Config) => new NodeDnsResolver({ servers: dnsServers }),
      inject: [Config],
    },
  ],
  exports: [DnsResolver],
})
export class DnsModule {}
