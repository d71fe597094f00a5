import type { Tenant } from '#kernel/scope';

/** Where tenants come from. The platform implements it; the kernel only remembers and refreshes. */
export abstract class TenantSource {
  abstract findByHost(host: string): Promise<Tenant | null>;
  abstract findByRole(cluster: string, role: string): Promise<Tenant | null>;
  /**
   * The ids of tenants changed since `cursor` (from an earlier answer; null at first, for no ids and a first cursor).
   * May name a tenant again, never leaves one out.
   */
  abstract changesSince(cursor: string | null): Promise<{ ids: number[]; cursor: string }>;
}
