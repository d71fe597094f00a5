import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { render } from '#web/ui';
import { sendCompressed } from './compression.js';

export interface Sending {
  readonly status?: number;
  /** Of a page whose address is a secret, or which shows one. */
  readonly secret?: boolean;
}

/**
 * Nothing but our own stylesheets, scripts and files, be they on a host of their own: no inline script, no frame. `forms`: where
 * forms may lead besides.
 */
export const policyWith = (files: string, forms = ''): string =>
  `default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' blob:${files}; ` +
  `media-src 'self' blob:${files}; manifest-src 'self'; form-action 'self'${forms}; base-uri 'none'; frame-ancestors 'none'`;

/** As all pages are sent. `policy`: what they may load. */
export function sendPage(
  reply: FastifyReply,
  page: VNode,
  policy: string,
  { status = 200, secret = false }: Sending = {},
): void {
  void reply.status(status).headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin', // with none at all, browsers would not say where a form comes from
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': secret || status !== 200 ? 'no-store' : 'private, no-cache',
    vary: 'accept-language, cookie, accept-encoding',
  });
  sendCompressed(reply.request, reply, render(page));
}
