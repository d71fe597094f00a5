import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hashSecret, MasterKey } from '#kernel/crypto';
import { TenantDirectory } from '#kernel/tenancy';
import { type NewTenant, NewTenants, type TenantPlace } from '#platform/tenants';
import type { OperatorAccount } from '#platform/operators';
import type { TemplateName } from '#platform/templates';
import { FirstContents } from './first-contents.js';
import { type Defeat, type Operation, OperationLost, type Saga, type Step } from './operation.js';
import { OperationsRunner } from './operations.runner.js';
import { Schemas } from './schemas.js';
import { TenantRecords } from './tenant-records.js';

export interface ProvisionPayload {
  readonly operator: OperatorAccount;
  readonly tenant: NewTenant;
  readonly owner: { readonly username: string; readonly passwordHash?: string; readonly email?: string };
  readonly template?: TemplateName;
  readonly entersAtOnce?: true;
}

/** The record is made when the operation begins; then come the schema on the cluster, and what makes it reachable. */
@Injectable()
export class ProvisionTenant implements Saga<ProvisionPayload>, OnModuleInit {
  readonly kind = 'provision';
  readonly mostAttempts = 10;
  readonly steps: readonly Step<ProvisionPayload>[] = [
    { name: 'schema', run: async (operation) => this.makeSchema(operation) },
    { name: 'content', run: async (operation) => this.writeContent(operation) },
    { name: 'publish', run: async (operation) => this.publish(operation) },
  ];

  constructor(
    private readonly runner: OperationsRunner,
    private readonly tenants: NewTenants,
    private readonly schemas: Schemas,
    private readonly contents: FirstContents,
    private readonly records: TenantRecords,
    private readonly masterKey: MasterKey,
    private readonly directory: TenantDirectory,
  ) {}

  /** Of the link by which an owner without a password sets one: made anew whenever it is asked for, never stored. */
  inviteSecret({ id }: { id: number }): string {
    return this.masterKey.token('invite', String(id));
  }

  /** By which whoever asked for the community is signed in on it, once and soon; never stored either. */
  enterSecret({ id }: { id: number }): string {
    return this.masterKey.token('enter', String(id));
  }

  onModuleInit(): void {
    this.runner.register(this);
  }

  /** What is on the cluster goes first: a schema without a record would be found by nobody. */
  async undo(operation: Operation<ProvisionPayload>, defeat: Defeat): Promise<void> {
    const place = await this.placeOf(operation);
    await this.schemas.drop(place);
    await this.records.discard(operation, place, defeat);
  }

  private async makeSchema(operation: Operation<ProvisionPayload>): Promise<void> {
    const { owner, entersAtOnce } = operation.payload;
    const inviteHash = owner.passwordHash === undefined ? hashSecret(this.inviteSecret(operation)) : undefined;
    const enterHash = entersAtOnce && hashSecret(this.enterSecret(operation));
    await this.schemas.create(await this.placeOf(operation), {
      ...owner,
      ...(inviteHash && { inviteHash }),
      ...(enterHash && { enterHash }),
    });
  }

  /** Of the template, if there is one. */
  private async writeContent(operation: Operation<ProvisionPayload>): Promise<void> {
    const { tenant, template } = operation.payload;
    if (template) await this.contents.write((await this.placeOf(operation)).id, tenant, template);
  }

  private async publish(operation: Operation<ProvisionPayload>): Promise<void> {
    await this.records.publish(operation, await this.placeOf(operation));
    await this.learn(this.tenants.hostOf(operation.payload.tenant.slug));
  }

  private async placeOf({ tenantId }: Operation<ProvisionPayload>): Promise<TenantPlace> {
    const place = tenantId === null ? null : await this.tenants.findPlace(tenantId);
    if (!place) throw new OperationLost('The record of the community is gone.');
    return place;
  }

  /** Somebody may have asked for the host before it was anybody's; here the answer must not be remembered any longer. */
  private async learn(host: string): Promise<void> {
    for (let look = 0; look < 3 && this.directory.peek(host) === null; look++) await this.directory.refresh();
  }
}
