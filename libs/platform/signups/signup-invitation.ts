export interface SignupInvitation {
  readonly id: number;
  readonly uses: number;
  readonly used: number;
  readonly plan: string | null;
  readonly note: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

export interface NewInvitation {
  readonly hash: Buffer;
  readonly uses: number;
  readonly plan: string | null;
  readonly note: string;
  readonly createdBy: string;
  /** Null: in 30 days. */
  readonly expires: Date | null;
}
