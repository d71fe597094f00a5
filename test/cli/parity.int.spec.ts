import { commands } from '../../apps/cli/commands/index.js';
import { usePlatform } from '../support/use-platform.js';
import { routeVerbs } from './route-verbs.js';

describe('what the admin API can do', () => {
  const platform = usePlatform();
  const names = new Set(commands.map(({ name }) => name));
  const routes = (): string[] => [
    ...new Set(
      platform.api.http.routes.routes
        .filter(({ method, url }) => method !== 'HEAD' && method !== 'OPTIONS' && url.startsWith('/platform/v1/'))
        .map(({ method, url }) => `${method} ${url.slice('/platform/v1'.length)}`),
    ),
  ];

  it('is done by a command too, or a reason stands here why not', () => {
    expect(routes().filter((route) => !(route in routeVerbs))).toEqual([]);
    expect(Object.keys(routeVerbs).filter((route) => !routes().includes(route))).toEqual([]);
    expect(routes().length).toBeGreaterThan(30);
  });

  it('names commands that there are', () => {
    const called = Object.values(routeVerbs).flatMap(({ verb }) => verb ?? []);
    expect(called.filter((verb) => !names.has(verb))).toEqual([]);
    expect(Object.values(routeVerbs).every(({ verb, why }) => (verb ?? why ?? '') !== '')).toBe(true);
  });
});
