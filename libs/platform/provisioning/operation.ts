/** A longer piece of work that outlives the process which began it. */
export interface Operation<Payload = unknown> {
  readonly id: number;
  readonly kind: string;
  readonly tenantId: number | null;
  readonly state: 'running' | 'succeeded' | 'failed';
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly payload: Payload;
  readonly result: unknown;
  readonly error: string | null;
  readonly attempts: number;
  /** Whoever holds another fence than the row's has lost it. */
  readonly fence: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface OperationFilter {
  readonly tenantId: number | null;
  readonly state: Operation['state'] | null;
}

/** Somebody else has taken the operation over; nothing of this run holds. Not a failure. */
export class OperationLost extends Error {
  override readonly name = 'OperationLost';
}

export interface Step<Payload> {
  readonly name: string;
  /**
   * Finds out by looking whether it is done already, for a run that is taken over begins with the first step again.
   * `goesOn` holds the operation for another while. The last step ends it, by `OperationsRepository.succeed`, in the
   * transaction of its change.
   */
  run: (operation: Operation<Payload>, goesOn: () => Promise<void>) => Promise<void>;
}

/** Where and why an operation can never succeed. */
export interface Defeat {
  readonly step: string;
  readonly reason: string;
}

/** A kind of operation. Whoever makes one gives it to `OperationsRunner.register` when its module begins. */
export interface Saga<Payload> {
  readonly kind: string;
  /** After as many it is given up; without a number never. */
  readonly mostAttempts?: number;
  readonly steps: readonly Step<Payload>[];
  /** When it can never succeed: leaves nothing behind, in the end by `OperationsRepository.fail`. */
  undo?(operation: Operation<Payload>, defeat: Defeat): Promise<void>;
}
