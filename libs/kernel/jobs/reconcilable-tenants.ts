/** A community, as tasks and schemas are told apart. */
export interface TenantRole {
  readonly cluster: string;
  readonly role: string;
}

/** Which communities there are for the reconciler to go through. The platform implements it. */
export abstract class ReconcilableTenants {
  /** Those that are at work, or this one if it is. One statement, however many there are. */
  abstract listAtWork(role?: string): Promise<TenantRole[]>;
}
