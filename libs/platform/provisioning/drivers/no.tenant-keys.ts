import { TenantKeys } from '../tenant-keys.js';

/** Without a Redis. */
export class NoTenantKeys extends TenantKeys {
  async count(): Promise<number> {
    return 0;
  }

  async remove(): Promise<void> {
    return undefined;
  }
}
