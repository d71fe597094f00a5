/** Asked by the door, in the scope of a tenant; whoever announces uploads implements it. */
export abstract class Arrivals {
  /**
   * Whether an object is still awaited under this key, which is without the tenant's folder: a signed form is good until
   * its time is over, also when what it was for is completed or given up.
   */
  abstract isAwaited(key: string): Promise<boolean>;
}
