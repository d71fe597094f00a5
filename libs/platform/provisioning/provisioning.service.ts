import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { Stretch } from '#kernel/http';
import { TenantSetup } from '#kernel/tenancy';
import type { OperatorAccount } from '#platform/operators';
import type { TenantView } from '#platform/tenants';
import type { Operation, OperationFilter } from './operation.js';
import { OperationsRepository } from './operations.repository.js';
import { OperationsRunner } from './operations.runner.js';
import { type Begun, type NewTenantRequest, type OwnRequest, ProvisioningRequests } from './provisioning-requests.js';
import type { NewTenantView } from './provisioning.dto.js';
import { OperationNotFound, ProvisioningFailed } from './provisioning.errors.js';
import { ProvisionTenant } from './provision-tenant.saga.js';

/** The community, or the operation that is still making it. */
export type Provisioned = { readonly tenant: NewTenantView } | { readonly operation: Operation };

/** After as long the caller is told to ask again. */
const patience = 2_000;
const lookEvery = 50;

@Injectable()
export class ProvisioningService {
  constructor(
    private readonly requests: ProvisioningRequests,
    private readonly operations: OperationsRepository,
    private readonly runner: OperationsRunner,
    private readonly saga: ProvisionTenant,
    private readonly setup: TenantSetup,
  ) {}

  /** Safe to call again with the same key and request: it is done once, and the answer is the same. */
  async create(
    operator: OperatorAccount,
    key: string,
    request: NewTenantRequest,
    own?: OwnRequest,
  ): Promise<Provisioned> {
    const operation = await this.ended(await this.requests.begin(operator, key, request, own));
    if (operation.state === 'failed') throw new ProvisioningFailed(operation.id);
    if (operation.state === 'running') return { operation };
    return { tenant: this.view(operation, request.owner.password ?? undefined) };
  }

  /** Of what `OwnRequest.entersAtOnce` asks for. */
  enterPath(operationId: number): string {
    return this.setup.enterPath(this.saga.enterSecret({ id: operationId }));
  }

  async getOperation(id: number): Promise<Operation> {
    const operation = await this.operations.find(id);
    if (!operation) throw new OperationNotFound();
    return operation;
  }

  /** Up to one more than the limit. */
  async listOperations(filter: OperationFilter, stretch: Stretch): Promise<Operation[]> {
    return this.operations.list(filter, stretch);
  }

  /** As it is when it has ended, or when patience has. */
  private async ended({ operation, mine }: Begun): Promise<Operation> {
    if (operation.state !== 'running') return operation;
    const stop = new AbortController();
    const late = pause(patience, undefined, { signal: stop.signal }).catch(() => undefined);
    const working = mine ? this.runner.run(operation) : this.watch(operation.id, stop.signal);
    await Promise.race([working, late]);
    stop.abort();
    return this.getOperation(operation.id);
  }

  private async watch(id: number, stop: AbortSignal): Promise<void> {
    for (let running = true; running && !stop.aborted;) {
      await pause(lookEvery);
      running = (await this.operations.find(id))?.state === 'running';
    }
  }

  private view(operation: Operation, password: string | undefined): NewTenantView {
    const tenant = operation.result as Pick<TenantView, keyof TenantView>; // JSON by now, no instance
    const { invited } = operation.payload as { invited: boolean };
    const invite = invited ? `${tenant.url}${this.setup.invitePath(this.saga.inviteSecret(operation))}` : undefined;
    return { ...tenant, owner: { username: tenant.owner.username, ...(invite ? { invite } : { password }) } };
  }
}
