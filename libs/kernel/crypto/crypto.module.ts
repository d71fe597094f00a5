import { Global, Module } from '@nestjs/common';
import { Config } from '#kernel/config';
import { MasterKey } from './master-key.js';
import { Passwords } from './passwords.js';

@Global()
@Module({
  providers: [
    { provide: MasterKey, useFactory: (config: Config) => MasterKey.load(config), inject: [Config] },
    Passwords,
  ],
  exports: [MasterKey, Passwords],
})
export class CryptoModule {}
