import type { Tenant } from '#kernel/scope';

/** `version` differs after every change of the tenant. */
export interface TenantChange {
  id: number;
  version: string;
}

export interface TenantChanges {
  changes: TenantChange[];
  cursor: string;
}

/** Where tenants come from. The platform implements it; the kernel only remembers and refreshes. */
export abstract class TenantSource {
  abstract findByHost(host: string): Promise<Tenant | null>;
  abstract findById(id: number): Promise<Tenant | null>;
  abstract findByRole(cluster: string, role: string): Promise<Tenant | null>;
  /**
   * The tenants changed since `cursor` (from an earlier answer; null at first, for no changes and a first cursor).
   * May name the same change again, for as long as an older transaction is open; never leaves one out.
   */
  abstract changesSince(cursor: string | null): Promise<TenantChanges>;
}
