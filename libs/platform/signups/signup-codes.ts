import { randomInt } from 'node:crypto';
import { hashSecret } from '#kernel/crypto';

/** Without letters and digits that are taken for one another. */
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 16;

/** `7KQ2-M9XA-…`: long enough that nobody guesses it, and short enough to be read out. */
export function newCode(): string {
  const code = Array.from({ length }, () => signs[randomInt(signs.length)]).join('');
  return code.match(/.{4}/g)!.join('-');
}

/** By which a code is found, however it was typed. */
export const codeHash = (typed: string): Buffer => hashSecret(typed.toUpperCase().replace(/[^0-9A-Z]/g, ''));
