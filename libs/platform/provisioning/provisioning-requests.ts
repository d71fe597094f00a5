import { Injectable } from '@nestjs/common';
import { MasterKey } from '#kernel/crypto';
import { PlatformDatabase } from '#kernel/database';
import { TenantSetup } from '#kernel/tenancy';
import type { OperatorAccount } from '#platform/operators';
import { NewTenants } from '#platform/tenants';
import { IdempotencyRepository, type KeyUse } from './idempotency.repository.js';
import type { Operation } from './operation.js';
import { OperationsRepository } from './operations.repository.js';
import type { ProvisionPayload } from './provision-tenant.saga.js';
import { IdempotencyKeyReused, OwnerInvalid } from './provisioning.errors.js';

export interface NewTenantRequest {
  readonly slug: string;
  readonly name: string;
  readonly locale?: string | null;
  readonly owner: { readonly username: string; readonly password?: string | null; readonly email?: string | null };
}

/** Whether the operation was begun by this call, which then has to do it, or by an earlier one with the same key. */
export interface Begun {
  readonly operation: Operation;
  readonly mine: boolean;
}

const steps = 3;
const usualLocale = 'zh-CN';

/** Takes a request for a community once, however often and on however many processes it arrives. */
@Injectable()
export class ProvisioningRequests {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly setup: TenantSetup,
    private readonly masterKey: MasterKey,
    private readonly tenants: NewTenants,
    private readonly keys: IdempotencyRepository,
    private readonly operations: OperationsRepository,
  ) {}

  async begin(operator: OperatorAccount, key: string, request: NewTenantRequest): Promise<Begun> {
    const use = { operatorId: operator.id, key, requestHash: this.hash(request) };
    const known = await this.known(use);
    if (known) return known;
    this.refuse(request);
    const payload = await this.payload(operator, request);
    return (await this.db.transaction(() => this.take(use, payload))) ?? this.begin(operator, key, request);
  }

  private async known(use: KeyUse): Promise<Begun | null> {
    const earlier = await this.keys.find(use);
    if (!earlier) return null;
    if (!earlier.requestHash.equals(use.requestHash)) throw new IdempotencyKeyReused();
    const operation = await this.operations.find(earlier.operationId);
    return operation && { operation, mine: false };
  }

  /** Five statements. Null when another request with this key was faster. */
  private async take(use: KeyUse, payload: ProvisionPayload): Promise<Begun | null> {
    if (!(await this.keys.take(use))) return null;
    const { id: tenantId } = await this.tenants.reserve(payload.tenant);
    const operation = await this.operations.add({ kind: 'provision', tenantId, total: steps, payload });
    await this.keys.bind(use, operation.id);
    return { operation, mine: true };
  }

  private refuse({ slug, owner: { username, password } }: NewTenantRequest): void {
    this.tenants.refuseBadSlug(slug);
    const refusal = this.setup.refusal({ username, ...(password && { password }) });
    if (refusal) throw new OwnerInvalid(refusal);
  }

  /** The password leaves no trace but its argon2id hash, and that only until the owner's account has it. */
  private async payload(operator: OperatorAccount, request: NewTenantRequest): Promise<ProvisionPayload> {
    const { slug, name, locale } = request;
    const { username, password, email } = request.owner;
    const passwordHash = password ? await this.setup.hashPassword(password) : undefined;
    return {
      operator,
      tenant: { slug, name, locale: locale ?? usualLocale, ownerUsername: username },
      owner: { username, ...(passwordHash && { passwordHash }), ...(email && { email }) },
    };
  }

  /** Keyed, because a plain hash would let passwords be guessed. */
  private hash({ slug, name, locale, owner }: NewTenantRequest): Buffer {
    const parts = [slug, name, locale ?? usualLocale, owner.username, owner.password ?? null, owner.email ?? null];
    return Buffer.from(this.masterKey.token('idempotency', JSON.stringify(parts)), 'base64url');
  }
}
