/** One environment variable: how it is read, what it means, what it is when nothing is set. */
export interface Setting<T> {
  readonly name: string;
  readonly about: string;
  /** As a person would write it in docs/configuration.md. */
  readonly fallback: string;
  readonly secret: boolean;
  /** Throws a plain Error that says what is wrong, without the name and without a secret's value. */
  read(text: string | undefined): T;
}

interface About {
  about: string;
  secret?: boolean;
}

const make = <T>(
  name: string,
  { about, secret = false }: About,
  fallback: string,
  read: Setting<T>['read'],
): Setting<T> => ({
  name,
  about,
  fallback,
  secret,
  read: (text) => read(text === '' ? undefined : text),
});

/** An absent setting is given as `undefined`; `parse` sees text only. */
export const text = <T>(name: string, about: About & { default: string }, parse: (text: string) => T): Setting<T> =>
  make(name, about, about.default, (value) => parse(value ?? about.default));

export const optional = <T>(
  name: string,
  about: About & { unset?: string },
  parse: (text: string) => T,
): Setting<T | undefined> =>
  make<T | undefined>(name, about, about.unset ?? 'not set', (value) =>
    value === undefined ? undefined : parse(value),
  );

export const integer = (min: number, max: number) => (value: string) => {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < min || number > max) {
    throw new Error(`must be a whole number from ${min} to ${max}, but is "${value}".`);
  }
  return number;
};

export const flag = (value: string): boolean => {
  if (value !== '0' && value !== '1') throw new Error(`must be 0 or 1, but is "${value}".`);
  return value === '1';
};

export const oneOf =
  <const Choice extends string>(...choices: readonly Choice[]) =>
  (value: string): Choice => {
    const found = choices.find((choice) => choice === value);
    if (!found) throw new Error(`must be one of ${choices.join(', ')}, but is "${value}".`);
    return found;
  };

export const hostName = (value: string): string => {
  const host = value.toLowerCase();
  const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
  if (host.length > 253 || !new RegExp(`^${label}(\\.${label})*$`).test(host)) {
    throw new Error(`must be a host name without scheme and port, but is "${value}".`);
  }
  return host;
};
