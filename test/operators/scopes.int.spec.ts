import { scopeOf, scopes } from '#platform/operators';
import type { Route } from '#kernel/http';
import { type OperatorPerson, usePlatform } from '../support/use-platform.js';
import { useOwnDatabase } from '../support/worker-cluster.js';

describe('scopes of operators’ tokens', () => {
  useOwnDatabase(); // what is asked for may be done
  const platform = usePlatform();
  /** Ids that nothing has, and a body that nobody can read: nothing is done, whoever is let in. */
  const ask = async ({ method, url }: Route, who?: OperatorPerson) => {
    const answer = await platform.app.inject({
      method: method as 'GET',
      url: url
        .replace(/:id|:access|:token|:number/g, '999999999')
        .replace(/:\w+/g, 'nothing')
        .replace('*', 'api/queues'),
      headers: {
        host: 'platform.localhost',
        ...(who && { authorization: `Bearer ${who.token}` }),
        ...(method !== 'GET' && { 'content-type': 'application/json', 'idempotency-key': 'scopes' }),
      },
      ...(method !== 'GET' && { payload: '{' }),
    });
    return { status: answer.statusCode, body: answer.body };
  };
  const withScopes = async (...own: readonly string[]): Promise<OperatorPerson> => {
    const made = await platform.admin.post('/operators/me/tokens', { scopes: own });
    expect(made.status).toBe(201);
    return platform.stranger(made.body['token'] as string);
  };
  /** All of the platform that is not for everybody. */
  const guarded = async (): Promise<Route[]> => {
    const { routes } = platform.api.http.routes;
    const found: Route[] = [];
    for (const route of routes) {
      if (!/^\/platform\/(v1|queues)(\/|$)/.test(route.url) || ['HEAD', 'OPTIONS'].includes(route.method)) continue;
      if ((await ask(route)).status === 401) found.push(route);
    }
    return found;
  };

  it('are asked by every route that is for operators, and there is none that no route asks', async () => {
    const routes = await guarded();
    expect(routes.length).toBeGreaterThan(35);
    const without = routes.filter(({ method, url }) => scopeOf(method, url) === null);
    expect(without).toEqual([]);
    const asked = new Set(routes.map(({ method, url }) => scopeOf(method, url)));
    expect(scopes.filter((scope) => !asked.has(scope))).toEqual([]);
  });

  it('let a token do what it names, and nothing else: the refusal names what is missing', async () => {
    const routes = await guarded();
    for (const scope of scopes) {
      const [only, others] = [await withScopes(scope), await withScopes(...scopes.filter((one) => one !== scope))];
      for (const route of routes.filter(({ method, url }) => scopeOf(method, url) === scope)) {
        const name = `${route.method} ${route.url}`;
        expect({ name, ...(await ask(route, only)) }).not.toMatchObject({ status: 403 });
        const refused = await ask(route, others);
        expect({ name, status: refused.status, error: (JSON.parse(refused.body) as { error: string }).error }).toEqual({
          name,
          status: 403,
          error: 'operator.scope-missing',
        });
        expect(refused.body).toContain(scope);
      }
    }
  });

  it('are noted where they were missing, also for what only reads', async () => {
    const limited = await withScopes('tenants:read');
    expect((await limited.get('/jobs')).body).toMatchObject({ error: 'operator.scope-missing', needed: 'jobs:read' });
    const [entry] = (await platform.admin.get('/audit?limit=1')).body.items;
    expect(entry).toMatchObject({
      action: 'GET /platform/v1/jobs',
      status: 403,
      details: { error: 'operator.scope-missing' },
    });
  });

  it('never make more of a role than it is', async () => {
    const reader = await platform.operator('read');
    const own = await reader.post('/operators/me/tokens', { scopes: ['tenants:write', 'audit:read'] });
    const limited = platform.stranger(own.body['token'] as string);
    expect((await limited.get('/audit')).body.error).toBe('operator.role-insufficient');
    expect((await limited.get('/tenants')).body.error).toBe('operator.scope-missing');
  });
});
