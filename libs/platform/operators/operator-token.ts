export interface TokenWish {
  readonly name?: string;
  /** Null: everything that the operator's role allows. */
  readonly scopes?: readonly string[] | null;
  /** Null: it works until it is taken away. */
  readonly expiresAt?: Date | null;
  /** Name of who has made it. */
  readonly createdBy?: string;
}

/** All that can be known of a token afterwards. */
export interface OperatorToken {
  readonly id: number;
  readonly name: string;
  /** How it begins; of older ones nobody knows. */
  readonly hint: string;
  readonly scopes: readonly string[] | null;
  readonly source: 'issued' | 'setting';
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  /** To ten minutes. */
  readonly lastUsedAt: Date | null;
}
