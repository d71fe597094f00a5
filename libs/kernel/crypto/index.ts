export { CryptoModule } from './crypto.module.js';
export { MasterKey } from './master-key.js';
export { Passwords } from './passwords.js';
export { hashSecret, randomSecret } from './secrets.js';
