import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const version = 'v1:';

/** AES-256-GCM, never the same text twice. `purpose` must be the same when it is opened. */
export function seal(key: KeyObject, text: string, purpose: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return version + sealed.toString('base64');
}

/** Throws when it was changed, or sealed with another key or purpose. */
export function open(key: KeyObject, sealed: string, purpose: string): string {
  if (!sealed.startsWith(version)) throw new Error('This secret was not sealed here.');
  const bytes = Buffer.from(sealed.slice(version.length), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(purpose));
  decipher.setAuthTag(bytes.subarray(-16));
  return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
}
