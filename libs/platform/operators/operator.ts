/** Each role may do what those after it may. */
export const roles = ['admin', 'support', 'read'] as const;
export type Role = (typeof roles)[number];

/** An account of the platform, acting: `address` is where a request of it comes from. */
export interface Operator {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly address?: string;
  /** What its token may do of what the role allows; without them, all of it. */
  readonly scopes?: readonly string[] | null;
}

/** Owns the first token, and acts where nobody is signed in: commands on the machine, demo communities. */
export const rootName = 'root';

export const operatorNameForm = /^[a-z0-9][a-z0-9._@-]{0,63}$/;
export const operatorNameReason = '1 to 64 small letters, digits and . _ @ -, the first a letter or a digit';

export const allows = (role: Role, least: Role): boolean => roles.indexOf(role) <= roles.indexOf(least);
