import { createHash, randomBytes } from 'node:crypto';

/** 256 bits, in characters that need no quoting anywhere. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a random secret. Passwords need `Passwords` instead. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
