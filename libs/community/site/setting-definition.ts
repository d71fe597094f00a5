import { parseUrl } from '#kernel/url';
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
  /** Of a number: the least and the most. */
  readonly range?: readonly [least: number, most: number];
  /** Of a text, in bytes. */
  readonly longest?: number;
  /** The value as it is used, or what is wrong with it. */
  readonly read: (given: unknown) => T | SettingRefusal;
}

export type SettingValue = boolean | number | string;

/** What is wrong with a value, to be read after the name of its setting. */
export class SettingRefusal {
  readonly reason: SettingText;

  constructor(en: string, zh: string) {
    this.reason = { en, zh };
  }
}

export type Texts = readonly [en: string, zh: string];
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
  read: (given) => (typeof given === 'boolean' ? given : new SettingRefusal('must be true or false', '只能是开或关')),
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
  const refusal = new SettingRefusal(
    `must be a ${type === 'int' ? 'whole ' : ''}number from ${least} to ${most}`,
    `必须是 ${least} 到 ${most} 之间的${type === 'int' ? '整数' : '数字'}`,
  );
  const range = [least, most] as const;
  return { ...told(about), type, initial, range, read: (given) => (fits(given) ? given : refusal) };
}

export interface TextRules {
  readonly longest?: number;
  /** May it be empty? */
  readonly empty?: boolean;
  readonly secret?: boolean;
  readonly options?: readonly { readonly label: Texts; readonly value: string }[];
  /** What else is wrong with it, if something is. */
  readonly refuse?: (text: string) => Texts | null;
}

export function text(initial: string, rules: TextRules, about: About): SettingDefinition<string> {
  const { longest = 255, empty = true, secret = false, options, refuse } = rules;
  const read = (given: unknown): string | SettingRefusal => {
    if (typeof given !== 'string') return new SettingRefusal('must be a text', '必须是文字');
    if (!empty && !given.trim()) return new SettingRefusal('must not be empty', '不能为空');
    if (Buffer.byteLength(given) > longest)
      return new SettingRefusal(`must have at most ${longest} bytes`, `最多 ${longest} 个字节，一个汉字占 3 个`);
    if (options && !options.some(({ value }) => value === given)) {
      const all = options.map(({ value }) => value).join(', ');
      return new SettingRefusal(`must be one of ${all}`, `只能是 ${all} 之一`);
    }
    const wrong = given === '' ? null : (refuse?.(given) ?? null);
    return wrong === null ? given : new SettingRefusal(...wrong);
  };
  const choices = options?.map(({ label: [en, zh], value }) => ({ label: { en, zh }, value }));
  return { ...told(about), type: 'string', initial, secret, longest, ...(choices && { options: choices }), read };
}

export const webAddress = (given: string): Texts | null =>
  /^https?:\/\//i.test(given) && parseUrl(given) !== null
    ? null
    : ['must be an http or https address', '必须是以 http 或 https 开头的网址'];

export const noTimeZone: Texts = [
  'must be the name of a time zone, such as Asia/Shanghai',
  '必须是时区名称，例如 Asia/Shanghai',
];

export function timeZone(given: string): Texts | null {
  try {
    new Intl.DateTimeFormat('en', { timeZone: given });
    return /^[+-]/.test(given) ? noTimeZone : null;
  } catch {
    return noTimeZone;
  }
}
