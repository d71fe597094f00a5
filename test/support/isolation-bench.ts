import { Clusters } from '#kernel/database';
import { Config } from '#kernel/config';
import { Dispatcher } from '#kernel/jobs';
import { OperatorsService } from '#platform/operators';
import type { Api } from '../../apps/api/create-api.js';
import type { Bench } from '../isolation/bench.js';
import { Observer } from '../isolation/observer.js';
import { makeTwins } from '../isolation/twins.js';
import { makeTenant as make } from './make-tenant.js';
import { listenAnywhere } from './raw-request.js';

/**
 * Two communities that are alike but for one word, made by `healthy`, and what it takes to look at how `api` keeps
 * them apart.
 */
export async function openIsolationBench(api: Api, healthy: Api): Promise<Bench & { close(): Promise<void> }> {
  const { app } = healthy;
  const clusters = app.get(Clusters);
  const observer = await Observer.open(clusters.get(clusters.control).url);
  const makeTenant = (slug: string) => make(slug, app);
  const settle = () => app.get(Dispatcher).settle();
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
    twins: await makeTwins({ app, observer, makeTenant, settle }),
    patience: { ms: 5_000 },
    close: () => observer.close(),
  };
}
