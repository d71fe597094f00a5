import { AppError } from '#kernel/http';
import type { SignupProblem } from './signup-problems.js';

/** All that is wrong with what somebody has filled in, told at once. */
export class SignupInvalid extends AppError {
  constructor(readonly problems: readonly SignupProblem[]) {
    super('signup.invalid', { fields: problems.map(({ field, text }) => `${field}: ${text.en}`) });
  }
}

export class SignupClosed extends AppError {
  constructor() {
    super('signup.closed');
  }
}

export class SignupLimitReached extends AppError {
  constructor(per: 'address' | 'network' | 'email') {
    super('signup.limit', { per });
  }
}

export class SignupKeyReused extends AppError {
  constructor() {
    super('idempotency.key-reused');
  }
}

export class SignupNotFound extends AppError {
  constructor() {
    super('signup.not-found');
  }
}

export class SignupDecided extends AppError {
  constructor(state: string) {
    super('signup.decided', { state });
  }
}

export class InvitationNotFound extends AppError {
  constructor() {
    super('signup.invitation-not-found');
  }
}
