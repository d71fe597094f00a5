import { AppError } from '#kernel/http';

export class IdempotencyKeyMissing extends AppError {
  constructor() {
    super('idempotency.key-missing');
  }
}

export class IdempotencyKeyReused extends AppError {
  constructor() {
    super('idempotency.key-reused');
  }
}

export class OwnerInvalid extends AppError {
  constructor(refusal: { field: string; message: string }) {
    super('tenant.owner-invalid', { fields: [`owner.${refusal.field}: ${refusal.message}`] });
  }
}

export class ProvisioningFailed extends AppError {
  constructor(operation: number) {
    super('tenant.provisioning-failed', { operation });
  }
}

export class OperationNotFound extends AppError {
  constructor() {
    super('operation.not-found');
  }
}
