import { InvalidRequest } from './app-error.js';

/**
 * Refuses, in one place, text that PostgreSQL cannot hold: NUL and half a surrogate pair, at any depth of a request.
 */
export function refuseUnstorableText(value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    if (/\u0000|\p{Surrogate}/u.test(value)) throw new InvalidRequest(['Text must not hold NUL or half a character.']);
  } else if (typeof value === 'object' && value !== null) {
    if (depth > 20) throw new InvalidRequest(['The request is nested too deeply.']);
    for (const [key, inner] of Object.entries(value)) {
      refuseUnstorableText(key, depth);
      refuseUnstorableText(inner, depth + 1);
    }
  }
}
