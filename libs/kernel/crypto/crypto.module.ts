import { Global, Module } from '@nestjs/common';
import { Config } from '#kernel/config';
import { DeploymentKeyRepository } from './deployment-key.repository.js';
import { MasterKey } from './master-key.js';
import { Passwords } from './passwords.js';
import { PlatformSecretBox } from './platform-secret-box.js';
import { SecretBox } from './secret-box.js';

@Global()
@Module({
  providers: [
    { provide: MasterKey, useFactory: (config: Config) => MasterKey.load(config), inject: [Config] },
    DeploymentKeyRepository,
    Passwords,
    PlatformSecretBox,
    SecretBox,
  ],
  exports: [DeploymentKeyRepository, MasterKey, Passwords, PlatformSecretBox, SecretBox],
})
export class CryptoModule {}
