import { AppError } from '#kernel/http';
import type { TenantState } from '#kernel/scope';

export class TenantNotFound extends AppError {
  constructor() {
    super('tenant.not-found');
  }
}

export class TenantSlugInvalid extends AppError {
  constructor(slug: string, reason: string) {
    super('tenant.slug-invalid', { slug, fields: [`slug: ${reason}`] }, reason);
  }
}

export class TenantSlugTaken extends AppError {
  constructor(slug: string) {
    super('tenant.slug-taken', { slug });
  }
}

export class TenantStateConflict extends AppError {
  constructor(state: TenantState, reason?: string) {
    super('tenant.state-conflict', { state }, reason);
  }
}

export class TenantCapacity extends AppError {
  constructor() {
    super('tenant.capacity');
  }
}
