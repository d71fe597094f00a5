/** What Redis holds under names that end in the number of a community, such as how many requests it may still make. */
export abstract class TenantKeys {
  abstract count(tenant: { readonly id: number }): Promise<number>;
  abstract remove(tenant: { readonly id: number }): Promise<void>;
}
