import { makeTenants } from '../../../bench/data/tenants.js';
import { repositoryRoot } from '../worker-cluster.js';

/** Empty communities as provisioning makes them, many in a short time; answers their hosts. */
export async function manyTenants(url: string, count: number): Promise<string[]> {
  const plan = { url, root: repositoryRoot, count, passwordHash: '', size: null, progress: () => undefined };
  return (await makeTenants(plan)).map(({ host }) => host);
}
