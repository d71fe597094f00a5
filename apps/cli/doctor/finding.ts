/** The first five are promised to scripts; `schema` is added to them. */
export const kinds = ['counter', 'search', 'message', 'media', 'task', 'schema'] as const;
export type Kind = (typeof kinds)[number];

/** What one comparison came to, of one community or, without one, of the deployment. */
export interface Finding {
  readonly tenant: string | null;
  readonly kind: Kind;
  /** What was compared: a column or table, or what is wrong with tasks and schemas. */
  readonly what: string;
  readonly checked: number;
  readonly differences: number;
  /** The first of what differs, each a line that names its row. */
  readonly rows: readonly string[];
}
