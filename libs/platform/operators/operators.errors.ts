import { AppError } from '#kernel/http';
import type { Role } from './operator.js';

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

export class OperatorNameTaken extends AppError {
  constructor(name: string) {
    super('operator.name-taken', { name });
  }
}

export class OperatorNotFound extends AppError {
  constructor(name: string) {
    super('operator.not-found', { name });
  }
}
