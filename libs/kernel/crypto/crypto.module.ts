import { Global, Module } from '@nestjs/common';
import { Config } from '#kernel/config';
import { DeploymentKeyRepository } from './deployment-key.repository.js';
import { MasterKey } from './master-key.js';
import { Passwords } from './passwords.js';

@Global()
@Module({
  providers: [
    { provide: MasterKey, useFactory: (config: Config) => MasterKey.load(config), inject: [Config] },
    DeploymentKeyRepository,
    Passwords,
  ],
  exports: [DeploymentKeyRepository, MasterKey, Passwords],
})
export class CryptoModule {}
