import type { Tenant } from '#kernel/scope';

/** What a community can begin with, as plain data in its own language. */
export interface FirstContent {
  /** One line below its name. */
  readonly tagline: string;
  /** Markdown; a text that is left out is not written. */
  readonly texts: { readonly about?: string; readonly rules?: string; readonly welcome?: string };
  /** Shown before all others, in this order. A name has no spaces and no `#`. */
  readonly topics: readonly { readonly name: string; readonly about: string }[];
  /** The first post, by the owner; stays above the others. */
  readonly post?: { readonly text: string; readonly topics: readonly string[] };
}

/**
 * Writes what a new community begins with. The community side implements it, provisioning calls it once its schema and its
 * first owner are there. One transaction, and a second call changes nothing: whoever is killed in between may call again.
 */
export abstract class TenantContent {
  abstract write(tenant: Tenant, ownerUsername: string, content: FirstContent): Promise<void>;
}
