import type { Route, RouteTable } from '#kernel/http';
import type { Bench } from './bench.js';
import type { Coverage, Finding } from './cases.js';
import { probeCommunity } from './community-probes.js';
import { coverage } from './coverage.js';
import { probeManagement, probeMediaHost, probePlatform } from './platform-probes.js';

/** Routes without a case, and cases without a route. */
export function coverageGaps(routes: readonly Route[], covered: Coverage): Finding[] {
  const names = new Set(probed(routes).map(nameOf));
  return [
    ...[...names].filter((route) => !covered[route]).map((route) => ({ route, problem: 'has no case in coverage.ts' })),
    ...Object.keys(covered)
      .filter((route) => !names.has(route))
      .map((route) => ({ route, problem: 'is in coverage.ts, but no such route is registered' })),
  ];
}

/** Tries every route that Fastify has registered, or those of `covered`; nothing is expected. */
export async function isolationReport(
  { routes }: RouteTable,
  bench: Bench,
  covered: Coverage = coverage,
): Promise<Finding[]> {
  const findings = covered === coverage ? coverageGaps(routes, coverage) : [];
  for (const route of probed(routes).filter((one) => covered[nameOf(one)])) {
    const name = nameOf(route);
    const give = (problem: string) => void findings.push({ route: name, problem });
    await probe(bench, route, give).catch((error: Error) =>
      give(`it could not be tried: ${error.stack ?? error.message}`),
    );
  }
  return findings;
}

async function probe(bench: Bench, route: Route, give: (problem: string) => void): Promise<void> {
  for (const one of [coverage[nameOf(route)] ?? []].flat()) {
    if (one.surface === 'community') await probeCommunity(bench, route, one, give);
    if (one.surface === 'platform') await probePlatform(bench, route, one, give);
    if (one.surface === 'media') await probeMediaHost(bench, route, one, give);
    if (one.surface === 'management') await probeManagement(bench, route, one, give);
  }
}

/** The twin that Fastify gives each GET answers by the same handler; OPTIONS carries nothing of anybody. */
function probed(routes: readonly Route[]): Route[] {
  const gets = new Set(routes.filter(({ method }) => method === 'GET').map(({ url }) => url));
  return routes.filter(({ method, url }) => method !== 'OPTIONS' && !(method === 'HEAD' && gets.has(url)));
}

export const nameOf = ({ method, url }: Route): string => `${method} ${url}`;
