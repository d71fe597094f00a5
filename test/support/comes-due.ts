import { PlatformDatabase } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import { TenantDirectory } from '#kernel/tenancy';
import type { TestCommunity } from './use-community.js';

/** The time of what is done again and again has come, for this community alone; and it is done, with all that follows. */
export async function comesDue(community: TestCommunity, kind: string): Promise<void> {
  const { app, host } = community;
  await app.get(Dispatcher).settle(); // plans the schedule
  const tenant = await app.get(TenantDirectory).findByHost(host);
  const added = await app.get(PlatformDatabase).query(
    `insert into jobs.task (tenant_role, kind, class, key)
     select $1, kind, class, 'schedule' from jobs.schedule where kind = $2 and is_per_tenant returning id`,
    [tenant!.role, kind],
  );
  if (added.length === 0) throw new Error(`Nothing called ${kind} is done for each community.`);
  await app.get(Dispatcher).settle();
}
