import { parseUrl } from '#kernel/url';
import { oneOf, optional } from './setting.js';

function smtpUrl(value: string): string {
  const url = /^smtps?:\/\//.test(value) ? parseUrl(value) : null;
  const isWhole = url?.hostname && ['', '/'].includes(url.pathname) && !url.search && !url.hash;
  if (!isWhole || !decodes(url.username) || !decodes(url.password))
    throw new Error('must be of the form smtp://name:password@host:port, or smtps:// for TLS from the start.');
  return value;
}

function decodes(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

const address = '[^\\s"<>@,;:()\\p{Cc}]{1,64}@[^\\s"<>@,;:()\\p{Cc}]{1,255}';
const named = new RegExp(`^(${address}|[^"<>@,;:()\\p{Cc}]{1,100} <${address}>)$`, 'u');

function sender(value: string): string {
  if (!named.test(value)) throw new Error('must be an address, or of the form Name <address>.');
  return value;
}

/** How mails leave. */
export const mailSettings = {
  smtpUrl: optional(
    'SMTP_URL',
    {
      secret: true,
      unset: 'mails are written to the log',
      about: 'Mail server, `smtp://` or `smtps://`, with name and password where it wants them.',
    },
    smtpUrl,
  ),
  smtpTls: optional(
    'SMTP_TLS',
    {
      unset: '`required`, but `off` where the server is on this machine',
      about:
        'Whether a connection by `smtp://` must become an encrypted one (STARTTLS): `required` or `off`. Certificates of a private authority are believed with `NODE_EXTRA_CA_CERTS`.',
    },
    oneOf('required', 'off'),
  ),
  mailFrom: optional(
    'MAIL_FROM',
    {
      unset: '`noreply@<PLATFORM_HOST>`',
      about: 'Who mails are from: an address, or `Name <address>`. The mail server must take mails from it.',
    },
    sender,
  ),
};
