import { AppError } from '#kernel/http';
import type { Role } from './operator.js';
import type { Scope } from './scopes.js';

export class OperatorTokenInvalid extends AppError {
  constructor() {
    super('operator.token-invalid');
  }
}

export class OperatorRoleInsufficient extends AppError {
  constructor(role: Role, needed: Role) {
    super('operator.role-insufficient', { role, needed });
  }
}

/** The role would allow it, but the token is for other things. */
export class OperatorScopeMissing extends AppError {
  constructor(needed: Scope | null) {
    const what = needed ? `it lacks ${needed}` : 'only a token without scopes may';
    super('operator.scope-missing', { needed }, `This token may not do this: ${what}.`);
  }
}

/** Nobody hands on more than their own token may. */
export class OperatorBeyondOwn extends AppError {
  constructor(missing: readonly string[]) {
    const list = missing.join(', ');
    super('operator.beyond-own', { missing }, `Your token cannot give what it may not do itself: ${list}.`);
  }
}

export class OperatorNameTaken extends AppError {
  constructor(name: string) {
    super('operator.name-taken', { name });
  }
}

export class OperatorNotFound extends AppError {
  constructor(name: string | number) {
    super('operator.not-found', { name });
  }
}

export class LastAdmin extends AppError {
  constructor() {
    super('operator.last-admin');
  }
}

export class OperatorTokenNotFound extends AppError {
  constructor() {
    super('operator.token-not-found');
  }
}
