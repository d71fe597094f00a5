import { createHmac } from 'node:crypto';

interface Signing {
  readonly message: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
  /** Of several secrets each signs, so that a receiver may have the old one or the new one. */
  readonly secrets: readonly string[];
}

const prefix = 'whsec_';

/** 32 bytes, in the form in which receivers' libraries take them. */
export const secretOf = (bytes: Buffer): string => prefix + bytes.toString('base64');

/** The headers of a message, as Standard Webhooks (standardwebhooks.com) has them. */
export function signed({ message, timestamp, body, secrets }: Signing): Readonly<Record<string, string>> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${message}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': message,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
