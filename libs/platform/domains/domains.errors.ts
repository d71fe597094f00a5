import { AppError } from '#kernel/http';
import type { TenantState } from '#kernel/scope';
import { type DomainRefusal, domainRefusals } from './domain-name.js';

export class DomainInvalid extends AppError {
  constructor(
    typed: string,
    readonly refusal: DomainRefusal,
  ) {
    const reason = domainRefusals[refusal];
    super('domain.invalid', { host: typed.slice(0, 253), refusal, fields: [`host: ${reason}`] }, reason);
  }
}

export class DomainNotFound extends AppError {
  constructor() {
    super('domain.not-found');
  }
}

/** Another community has it, for now. */
export class DomainTaken extends AppError {
  constructor(host: string) {
    super('domain.taken', { host });
  }
}

export class DomainQuarantined extends AppError {
  constructor(host: string, until: Date) {
    super('domain.quarantined', { host, until: until.toISOString() });
  }
}

export class DomainUnverified extends AppError {
  constructor(host: string) {
    super('domain.unverified', { host });
  }
}

/** The name below the platform's domain, which a community always has. */
export class DomainPermanent extends AppError {
  constructor(host: string) {
    super('domain.permanent', { host });
  }
}

export class DomainQuotaExceeded extends AppError {
  constructor(
    used: number,
    readonly limit: number,
  ) {
    super('quota.exceeded', { quota: 'domains', used, limit });
  }
}

/** A community that is being made, put away or removed gets no domains. */
export class DomainStateConflict extends AppError {
  constructor(state: TenantState) {
    super('tenant.state-conflict', { state });
  }
}
