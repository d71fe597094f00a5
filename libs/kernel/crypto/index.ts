export { CryptoModule } from './crypto.module.js';
export { DeploymentKeyRepository, WrongMasterKey } from './deployment-key.repository.js';
export { MasterKey } from './master-key.js';
export { Passwords } from './passwords.js';
export { PlatformSecretBox } from './platform-secret-box.js';
export { SecretBox } from './secret-box.js';
export { hashSecret, randomSecret } from './secrets.js';
