import type { FastifyRequest } from 'fastify';
import { normaliseHost } from '#kernel/tenancy';
import type { Tenant } from '#kernel/scope';

/**
 * Whether a form comes from a page of ours. Browsers say where it was sent from, and a page elsewhere cannot change
 * what they say; a client that says nothing is no browser, and carries nobody's rights with it.
 */
export function isSameSite({ headers }: FastifyRequest, { hosts }: Pick<Tenant, 'hosts'>): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = headers;
  return origin === undefined || hosts.includes(hostOf(origin));
}

/** And whether a browser has said so. Without that, nothing that a form holds is shown again to anybody. */
export function isSurelyOurs(request: FastifyRequest, tenant: Pick<Tenant, 'hosts'>): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  return isSameSite(request, tenant) && (site === 'same-origin' || (site === undefined && origin !== undefined));
}

function hostOf(origin: string): string {
  try {
    return normaliseHost(new URL(origin).host);
  } catch {
    return ''; // among them `null`, which frames without an origin send
  }
}
