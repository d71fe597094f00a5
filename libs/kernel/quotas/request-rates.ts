/** How many requests a community may still make now. */
export abstract class RequestRates {
  /** One request more; false: not now. Asks nobody. */
  abstract take(tenantId: number): boolean;
}
