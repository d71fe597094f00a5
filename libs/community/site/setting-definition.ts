/** In the languages that the administrators' pages speak. */
export interface SettingText {
  readonly en: string;
  readonly zh: string;
}

/** Groups that the original's page can label. */
export type SettingGroup = 'web' | 'app' | 'payments';

/** One thing that a community's administrators choose. */
export interface SettingDefinition<T extends SettingValue = SettingValue> {
  /** As the wire names it; kept in rows, so it is never renamed. */
  readonly key: string;
  readonly type: 'bool' | 'int' | 'float' | 'string';
  readonly group: SettingGroup;
  readonly label: SettingText;
  readonly about: SettingText;
  readonly initial: T;
  /** Kept encrypted and told to nobody. */
  readonly secret: boolean;
  readonly options?: readonly { readonly label: SettingText; readonly value: string }[];
  /** The value as it is used, or what is wrong with it. */
  readonly read: (given: unknown) => T | SettingRefusal;
}

export type SettingValue = boolean | number | string;

export class SettingRefusal {
  constructor(readonly reason: string) {}
}

type Texts = readonly [en: string, zh: string];
type About = Pick<SettingDefinition, 'key' | 'group'> & { readonly label: Texts; readonly about: Texts };

const told = ({ label, about, ...rest }: About) => ({
  ...rest,
  label: { en: label[0], zh: label[1] },
  about: { en: about[0], zh: about[1] },
  secret: false,
});

export const flag = (initial: boolean, about: About): SettingDefinition<boolean> => ({
  ...told(about),
  type: 'bool',
  initial,
  read: (given) => (typeof given === 'boolean' ? given : new SettingRefusal('must be true or false')),
});

export const whole = (initial: number, [least, most]: readonly [number, number], about: About) =>
  number('int', initial, { least, most }, about);

export const share = (initial: number, about: About) => number('float', initial, { least: 0, most: 1 }, about);

function number(
  type: 'int' | 'float',
  initial: number,
  { least, most }: { least: number; most: number },
  about: About,
): SettingDefinition<number> {
  const fits = (given: unknown): given is number =>
    typeof given === 'number' && given >= least && given <= most && (type === 'float' || Number.isInteger(given));
  const reason = `must be a ${type === 'int' ? 'whole ' : ''}number from ${least} to ${most}`;
  return { ...told(about), type, initial, read: (given) => (fits(given) ? given : new SettingRefusal(reason)) };
}

export interface TextRules {
  readonly longest?: number;
  /** May it be empty? */
  readonly empty?: boolean;
  readonly secret?: boolean;
  readonly options?: readonly { readonly label: Texts; readonly value: string }[];
  /** What else is wrong with it, if something is. */
  readonly refuse?: (text: string) => string | null;
}

export function text(initial: string, rules: TextRules, about: About): SettingDefinition<string> {
  const { longest = 255, empty = true, secret = false, options, refuse } = rules;
  const read = (given: unknown): string | SettingRefusal => {
    if (typeof given !== 'string') return new SettingRefusal('must be a text');
    if (!empty && !given.trim()) return new SettingRefusal('must not be empty');
    if (Buffer.byteLength(given) > longest) return new SettingRefusal(`must have at most ${longest} bytes`);
    if (options && !options.some(({ value }) => value === given))
      return new SettingRefusal(`must be one of ${options.map(({ value }) => value).join(', ')}`);
    const wrong = given === '' ? null : (refuse?.(given) ?? null);
    return wrong === null ? given : new SettingRefusal(wrong);
  };
  const choices = options?.map(({ label: [en, zh], value }) => ({ label: { en, zh }, value }));
  return { ...told(about), type: 'string', initial, secret, ...(choices && { options: choices }), read };
}

export const webAddress = (given: string): string | null =>
  /^https?:\/\//i.test(given) && URL.canParse(given) ? null : 'must be an http or https address';

export function timeZone(given: string): string | null {
  try {
    new Intl.DateTimeFormat('en', { timeZone: given });
    return /^[+-]/.test(given) ? 'must be the name of a time zone, such as Asia/Shanghai' : null;
  } catch {
    return 'must be the name of a time zone, such as Asia/Shanghai';
  }
}
