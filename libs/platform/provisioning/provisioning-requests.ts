import { Injectable } from '@nestjs/common';
import { MasterKey } from '#kernel/crypto';
import { PlatformDatabase } from '#kernel/database';
import { TenantSetup } from '#kernel/tenancy';
import type { OperatorAccount } from '#platform/operators';
import type { TemplateName } from '#platform/templates';
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
  /** What it begins with; nothing, where it is left out. */
  readonly template?: TemplateName | null;
  readonly plan?: string | null;
  readonly owner: {
    readonly username: string;
    readonly password?: string | null;
    /** In its place, as `TenantSetup.hashPassword` gives it. */
    readonly passwordHash?: string;
    readonly email?: string | null;
  };
}

/** Of a community that its owner has asked for. */
export interface OwnRequest {
  /** In the transaction that takes the request: what else belongs to it. A refusal undoes all of it. */
  readonly within: (begun: { readonly tenantId: number; readonly operationId: number }) => Promise<void>;
  /** By `ProvisioningService.enterPath` whoever asked is signed in. */
  readonly entersAtOnce: boolean;
}

/** Whether the operation was begun by this call, which then has to do it, or by an earlier one with the same key. */
export interface Begun {
  readonly operation: Operation;
  readonly mine: boolean;
}

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

  async begin(operator: OperatorAccount, key: string, request: NewTenantRequest, own?: OwnRequest): Promise<Begun> {
    const use = { operatorId: operator.id, key, requestHash: this.hash(request) };
    const known = await this.known(use);
    if (known) return known;
    this.refuse(request);
    const payload = await this.payload(operator, request, own);
    const begun = await this.db.transaction(() => this.take(use, payload, own));
    return begun ?? this.begin(operator, key, request, own);
  }

  private async known(use: KeyUse): Promise<Begun | null> {
    const earlier = await this.keys.find(use);
    if (!earlier) return null;
    if (!earlier.requestHash.equals(use.requestHash)) throw new IdempotencyKeyReused();
    const operation = await this.operations.find(earlier.operationId);
    return operation && { operation, mine: false };
  }

  /** Five statements, besides the caller's own. Null when another request with this key was faster. */
  private async take(use: KeyUse, payload: ProvisionPayload, own?: OwnRequest): Promise<Begun | null> {
    if (!(await this.keys.take(use))) return null;
    const { id: tenantId } = await this.tenants.reserve(payload.tenant);
    const operation = await this.operations.add({ kind: 'provision', tenantId, payload });
    await this.keys.bind(use, operation.id);
    await own?.within({ tenantId, operationId: operation.id });
    return { operation, mine: true };
  }

  private refuse({ slug, owner: { username, password } }: NewTenantRequest): void {
    this.tenants.refuseBadSlug(slug);
    const refusal = this.setup.refusal({ username, ...(password && { password }) });
    if (refusal) throw new OwnerInvalid(refusal);
  }

  /** The password leaves no trace but its argon2id hash, and that only until the owner's account has it. */
  private async payload(
    operator: OperatorAccount,
    request: NewTenantRequest,
    own?: OwnRequest,
  ): Promise<ProvisionPayload> {
    const { slug, name, locale, template, plan } = request;
    const { username, password, email } = request.owner;
    const passwordHash = password ? await this.setup.hashPassword(password) : request.owner.passwordHash;
    return {
      operator,
      tenant: {
        slug,
        name,
        locale: locale ?? usualLocale,
        ownerUsername: username,
        ...(plan && { plan }),
        ...(own && { isUnverified: true }),
      },
      owner: { username, ...(passwordHash && { passwordHash }), ...(email && { email }) },
      ...(template && { template }),
      ...(own?.entersAtOnce && { entersAtOnce: true }),
    };
  }

  /** Keyed, because a plain hash would let passwords be guessed. */
  private hash({ slug, name, locale, template, plan, owner }: NewTenantRequest): Buffer {
    const secret = owner.password ?? owner.passwordHash ?? null;
    const more = template || plan ? [template ?? null, plan ?? null] : []; // a key of an earlier release still fits
    const parts = [slug, name, locale ?? usualLocale, owner.username, secret, owner.email ?? null, ...more];
    return Buffer.from(this.masterKey.token('idempotency', JSON.stringify(parts)), 'base64url');
  }
}
