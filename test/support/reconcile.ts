import { Reconciler, type ReconcileReport } from '#kernel/jobs';
import type { TestCommunity } from './use-community.js';

type Reconciled = Pick<TestCommunity, 'app' | 'tenant' | 'settle'>;

/** A run of the reconciler over this community, to its end. */
export async function reconcile({ app, tenant, settle }: Reconciled): Promise<ReconcileReport> {
  const reconciler = app.get(Reconciler);
  const id = await reconciler.request('spec', tenant.role);
  for (;;) {
    await settle();
    const report = (await reconciler.find(id))!;
    if (report.finishedAt) return report;
  }
}
