/** A key that no driver could keep, or that would lead somewhere else. */
export class InvalidObjectKey extends Error {
  constructor(key: string) {
    super(`Not the key of an object: ${JSON.stringify(key.slice(0, 100))}.`);
    this.name = 'InvalidObjectKey';
  }
}

// Small letters only, because some file systems do not tell case apart. No part begins with a dot, so none is `..`.
const part = '[a-z0-9_-][a-z0-9._-]{0,127}';
const form = new RegExp(`^${part}(/${part}){0,15}$`);

export const isObjectKey = (key: string): boolean => key.length <= 512 && form.test(key);

export function checkedKey(key: string): string {
  if (!isObjectKey(key)) throw new InvalidObjectKey(key);
  return key;
}
