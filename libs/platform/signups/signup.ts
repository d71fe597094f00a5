import type { TemplateName } from '#platform/templates';

/** Who may make a community without an operator: everybody, whoever has a code, whoever an operator lets, or nobody. */
export type SignupPolicy = 'open' | 'invitation' | 'approval' | 'closed';

/** As somebody has filled it in: nothing of it is believed. */
export interface SignupRequest {
  readonly name: string;
  readonly slug: string;
  readonly locale: string;
  /** Empty: it begins with nothing. */
  readonly template: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
  /** Of an invitation; empty where none is given. */
  readonly code: string;
}

/** The same, once every part of it can be used. */
export interface CheckedSignup extends Omit<SignupRequest, 'template'> {
  readonly template: TemplateName | null;
}

/** A row, with what became of it. */
export interface Signup {
  readonly id: number;
  readonly requestHash: Buffer;
  readonly state: 'pending' | 'accepted' | 'refused';
  readonly isOver: boolean;
  readonly slug: string;
  readonly name: string;
  readonly locale: string;
  readonly template: TemplateName | null;
  readonly plan: string;
  readonly username: string;
  readonly email: string;
  readonly passwordHash: string | null;
  readonly address: string;
  readonly reason: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly tenantId: number | null;
  readonly operationId: number | null;
  readonly operationState: 'running' | 'succeeded' | 'failed' | null;
  /** Where its community is reached. */
  readonly host: string | null;
}

/** `waiting` for an operator, `making` it just now, `expired` when no operator has decided in 30 days. */
export type SignupState = 'waiting' | 'making' | 'ready' | 'refused' | 'expired' | 'failed';

/** What whoever has signed up is told. */
export interface SignupStanding {
  readonly state: SignupState;
  readonly slug: string;
  readonly name: string;
  readonly username: string;
  readonly email: string;
  readonly reason: string;
  /** Of the community, once it is there. */
  readonly url: string | null;
  /** Path on the platform's host that says the same again; a secret. */
  readonly statusPath: string;
  /** Signs in whoever follows it, once, in the first quarter of an hour; null where they sign in with their password. */
  readonly enterUrl: string | null;
}

export function stateOf({ state, isOver, host, operationState }: Signup): SignupState {
  if (state === 'refused') return 'refused';
  if (state === 'pending') return isOver ? 'expired' : 'waiting';
  if (host !== null) return 'ready';
  return operationState === 'running' ? 'making' : 'failed';
}
