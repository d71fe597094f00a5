import { Injectable } from '@nestjs/common';
import type { Locale } from '#kernel/i18n';
import type { Member } from '#community/identity';
import {
  type SettingChange,
  type SettingDefinition,
  type SettingName,
  type Settings,
  SettingsAdministration,
  SettingsRefused,
  type SettingText,
  settingTable,
  type SettingValue,
} from '#community/site';
import { errorsOf, type FieldErrors, type FormState, valuesOf, type Visit } from '#web/shell';
import { removalField } from './setting-sections.js';

type Typed = Readonly<Record<string, string>>;

export const inLocale = ({ en, zh }: SettingText, locale: Locale): string => (locale === 'zh-CN' ? zh : en);
export const definitionOf = (name: SettingName): SettingDefinition => settingTable[name];

/** Forms whose fields are settings, under the names that the wire has for them. */
@Injectable()
export class SettingForms {
  constructor(private readonly administration: SettingsAdministration) {}

  /** What holds now; a secret is never shown. */
  async read(): Promise<Settings> {
    return this.administration.read();
  }

  /** What is wrong with the form, if anything is. What was left as it is is not saved anew. */
  async save(member: Member, names: readonly SettingName[], body: unknown, visit: Visit): Promise<FormState | null> {
    const typed = valuesOf(body);
    const held = await this.administration.read();
    const changes = names.flatMap((name) => changesOf(name, typed, held[name]));
    if (!changes.length) return null;
    try {
      await this.administration.save(member.id, changes);
      return null;
    } catch (error) {
      return { values: shownAgain(names, typed), errors: refusalsOf(error, visit) };
    }
  }
}

function changesOf(name: SettingName, typed: Typed, held: SettingValue): SettingChange[] {
  const { key, secret } = definitionOf(name);
  if (secret) {
    if (typed[removalField(name)] === '1') return [{ key, value: '' }];
    return typed[key]?.trim() ? [{ key, value: typed[key].trim() }] : [];
  }
  const value = valueOf(definitionOf(name), typed[key]);
  return value === undefined || value === held ? [] : [{ key, value }];
}

/** Undefined: the form does not have it. A box that is not ticked is sent by nobody. */
function valueOf({ type }: SettingDefinition, typed: string | undefined): SettingValue | undefined {
  if (type === 'bool') return typed === '1';
  if (type === 'string' || typed === undefined) return typed?.trim();
  return /^-?\d+(\.\d+)?$/.test(typed.trim()) ? Number(typed) : NaN;
}

/** What was typed, but no secret: that is typed again. */
const shownAgain = (names: readonly SettingName[], typed: Typed): Typed =>
  Object.fromEntries(
    names.flatMap((name) => {
      const { key, secret, type } = definitionOf(name);
      const given = typed[key] ?? (type === 'bool' ? '' : undefined);
      return secret || given === undefined ? [] : [[key, given]];
    }),
  );

/** What is wrong with settings, by their keys. */
export function refusalsOf(error: unknown, visit: Visit): FieldErrors {
  if (!(error instanceof SettingsRefused)) return errorsOf(error, visit);
  const { locale } = visit.reader;
  const named = new Map(Object.values(settingTable).map(({ key, label }) => [key as string, label]));
  return Object.fromEntries(
    error.wrong.map(({ key, reason }) => {
      const label = named.get(key);
      const said = label ? sentence(inLocale(label, locale), inLocale(reason, locale), locale) : reason.en;
      return [key, said];
    }),
  );
}

const sentence = (subject: string, rest: string, locale: Locale): string =>
  locale === 'zh-CN' ? `${subject}${rest}。` : `${subject} ${rest}.`;
