import type { Row } from '#kernel/database';

export interface FirstOwner {
  readonly username: string;
  /** argon2id; without one the owner sets a password by `invite`. */
  readonly passwordHash?: string;
  readonly email?: string;
  /** SHA-256 of the invitation's secret. */
  readonly inviteHash?: Buffer;
  /** SHA-256 of a secret by which whoever has just asked for the community is signed in on it, once and soon. */
  readonly enterHash?: Buffer;
}

export interface OwnerRefusal {
  readonly field: 'username' | 'password';
  /** As errors of communities are called. */
  readonly error: string;
  /** In English. */
  readonly message: string;
}

/**
 * What a new community needs besides its schema. The community side implements it, provisioning calls it inside the
 * transaction that makes the schema, with the tenant's role and search path already set.
 */
export abstract class TenantSetup {
  abstract setUp(query: (sql: string, values: unknown[]) => Promise<Row[]>, owner: FirstOwner): Promise<void>;
  /** Whether a community would accept this name for its owner; the reason if not. */
  abstract refusal(owner: { username: string; password?: string }): OwnerRefusal | null;
  /** In the form that `FirstOwner.passwordHash` takes. */
  abstract hashPassword(password: string): Promise<string>;
  /** Path of the page on the community's host where an invited owner sets a password. */
  abstract invitePath(secret: string): string;
  /** Path on the community's host that signs in whoever has the secret of `FirstOwner.enterHash`. */
  abstract enterPath(secret: string): string;
}
