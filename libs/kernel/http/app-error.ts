import { type ErrorName, problemOf } from './wire-codes.js';

/**
 * A refusal that a person can act on. Its name is stable; number, HTTP status and texts follow from it by the one table
 * of wire codes. Anything else that is thrown is a bug and answered with 500.
 */
export class AppError extends Error {
  constructor(
    readonly code: ErrorName,
    readonly details: Readonly<Record<string, unknown>> = {},
    /** Says more than the table's text; in English, for developers of clients. */
    readonly reason?: string,
  ) {
    super(reason ?? problemOf(code).en);
    this.name = new.target.name;
  }

  get status(): number {
    return problemOf(this.code).status;
  }
}

/** A request that does not have the documented form; `fields` says what is wrong with which. */
export class InvalidRequest extends AppError {
  constructor(readonly fields: readonly string[]) {
    super('request.invalid', { fields });
  }
}
