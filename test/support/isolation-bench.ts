import { Clusters } from '#kernel/database';
import { Config } from '#kernel/config';
import { Dispatcher } from '#kernel/jobs';
import { OperatorsService } from '#platform/operators';
import type { Api } from '../../apps/api/create-api.js';
import { type Bench, everyProbe } from '../isolation/bench.js';
import { Observer } from '../isolation/observer.js';
import { makeTwins } from '../isolation/twins.js';
import { bootApi, type Change } from './boot-api.js';
import { openInsider } from './isolation-insider.js';
import { makeTenant as make, owner } from './make-tenant.js';
import { listenAnywhere } from './raw-request.js';
import { boundary, formOf } from './upload.js';
import { testConfig } from './worker-cluster.js';

/** A deployment that takes payments, so that it has every route. */
export const bootWhole = (change: Change = (builder) => builder): Promise<Api> =>
  bootApi((builder) => {
    const config = new Config(Object.assign({}, testConfig(), { payments: 'sandbox' as const }));
    return change(builder.overrideProvider(Config).useValue(config));
  });

/**
 * Two communities that are alike but for one word, made by `healthy`, and what it takes to look at how `api` keeps
 * them apart. Both are of `bootWhole`.
 */
export async function openIsolationBench(api: Api, healthy: Api): Promise<Bench & { close(): Promise<void> }> {
  const { app } = healthy;
  const clusters = app.get(Clusters);
  const observer = await Observer.open(clusters.get(clusters.control).url);
  const makeTenant = (slug: string) => make(slug, app);
  const operator = async (role: 'read' | 'support' | 'admin') =>
    (await app.get(OperatorsService).create(`${role}-${Math.random().toString(36).slice(2)}`, role)).token;
  return {
    app: api.app,
    healthy: app,
    observer,
    makeTenant,
    port: await listenAnywhere(api.app),
    platformHost: app.get(Config).platformHost,
    operators: { read: await operator('read'), support: await operator('support'), admin: await operator('admin') },
    twins: await makeTwins({
      ...{ app, observer, makeTenant, owner },
      openInsider: (tenant) => openInsider(app, observer, tenant),
      uploadOf: (parts) => ({
        body: formOf(parts),
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      }),
      settle: () => app.get(Dispatcher).settle(),
    }),
    patience: { ms: 5_000 },
    probes: everyProbe,
    close: () => observer.close(),
  };
}
