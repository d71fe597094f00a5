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
}

/** Somebody else has taken the operation over; nothing of this run holds. Not a failure. */
export class OperationLost extends Error {
  override readonly name = 'OperationLost';
}

/** A kind of operation: steps in order, each of which finds out by looking whether it is done already. */
export interface Saga<Payload> {
  readonly kind: string;
  /** After as many it is given up; without a number never. */
  readonly mostAttempts?: number;
  /** Ends by `OperationsRepository.succeed`, in the transaction of its last change. */
  run(operation: Operation<Payload>): Promise<void>;
  /** When it can never succeed: leaves nothing behind, in the end by `OperationsRepository.fail`. */
  undo?(operation: Operation<Payload>, reason: string): Promise<void>;
}
