import type { INestApplicationContext } from '@nestjs/common';
import type { Limits } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { OperatorsService } from '#platform/operators';
import { PlansService } from '#platform/plans';

/** Gives a community a plan of its own with these limits; in this process from now on. */
export async function limit(app: INestApplicationContext, tenant: { readonly id: number }, limits: Limits) {
  const [plans, operator] = [app.get(PlansService), await app.get(OperatorsService).root()];
  const name = `only-${tenant.id}`;
  await plans.change(operator, name, limits);
  await plans.give(operator, tenant.id, name);
  await app.get(TenantDirectory).refresh();
}
