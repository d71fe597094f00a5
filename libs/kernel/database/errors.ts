/** The server did not commit what this process was about to acknowledge. */
export class CommitLost extends Error {
  constructor(answer: string) {
    super(`COMMIT was answered with ${answer}: an error inside the unit of work was caught and not undone.`);
    this.name = 'CommitLost';
  }
}

/** A statement after the unit of work has ended, or of another unit than the open one. A bug in the caller. */
export class UnitMisused extends Error {
  override readonly name = 'UnitMisused';
}

/** A connection that did not give up the rights of its login. */
export class ConnectionUnsafe extends Error {
  override readonly name = 'ConnectionUnsafe';
}

/** No connection was to be had: too many wait already, or the server is away. Trying again later may help. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** The server stops, or starts; a lock, or the end of a statement, was waited for too long; two writers were in each other's way. */
const busyStates = new Set(['57P01', '57P02', '57P03', '55P03', '57014', '40P01']);

/** Whether a statement failed by no fault of its own, so that the same again may succeed. */
export function isServerBusy(error: unknown): boolean {
  return error instanceof DatabaseUnavailable || busyStates.has(sqlState(error) ?? '');
}

/** The SQLSTATE of an error of pg, also where TypeORM has wrapped it. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('driverError' in error) return sqlState(error.driverError);
  return 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}

/** The name of the constraint that refused a row, such as `member_username_key`. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('driverError' in error) return violatedConstraint(error.driverError);
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined;
}
