import { Injectable } from '@nestjs/common';
import { TenantContent, TenantSource } from '#kernel/tenancy';
import { contentOf, type TemplateName } from '#platform/templates';
import type { NewTenant } from '#platform/tenants';
import { OperationLost } from './operation.js';

/** What a template stands for, written into a community whose schema is there and which nobody can reach yet. */
@Injectable()
export class FirstContents {
  constructor(
    private readonly tenants: TenantSource,
    private readonly content: TenantContent,
  ) {}

  /** Writes it once, however often it is called. */
  async write(tenantId: number, { locale, ownerUsername }: NewTenant, template: TemplateName): Promise<void> {
    const tenant = await this.tenants.findById(tenantId);
    if (!tenant) throw new OperationLost('The record of the community is gone.');
    await this.content.write(tenant, ownerUsername, contentOf(template, locale));
  }
}
