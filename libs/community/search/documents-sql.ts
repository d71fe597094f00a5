/** Where the documents of one kind come from; `r` is the row that a document is of. */
export interface DocumentsSql {
  readonly table: string;
  /** What a document is made of, all but `kind`. */
  readonly columns: string;
  readonly joins: string;
  /** Whether it is not to be found. */
  readonly isGone: string;
  /** Whether a task is going to see to the document of this id, which may be without a row. */
  readonly isAwaited: (id: string) => string;
}
