import type { Locale } from '#kernel/i18n';
import {
  type SettingDefinition,
  type SettingName,
  type Settings,
  settingTable,
  type SettingText,
} from '#community/site';
import type { SettingSchemaView, SettingsSchemaView, SettingsValuesView, SettingValueView } from './settings.dto.js';

const definitions = Object.entries(settingTable) as [SettingName, SettingDefinition][];

/** Everything there is to choose, in the order of the table. */
export const schemaIn = (locale: Locale): SettingsSchemaView => ({
  items: definitions.map(([, definition]) => described(definition, locale)),
});

/** Nothing ever waits for a restart: what is saved holds. */
export const valuesOf = (settings: Settings): SettingsValuesView => ({
  items: definitions.map(([name, definition]) => valueOf(definition, settings[name])),
  has_pending_restart: false,
});

function described(definition: SettingDefinition, locale: Locale): SettingSchemaView {
  const { key, group, type, secret, initial, options } = definition;
  const say = (text: SettingText) => (locale === 'zh-CN' ? text.zh : text.en);
  return {
    key,
    group,
    section: sectionOf(definition),
    type,
    label: say(definition.label),
    description: say(definition.about),
    apply_mode: 'live',
    secret,
    readonly: false,
    active: true,
    ...(secret ? { bootstrap_configured: false } : { bootstrap_value: initial }),
    ...(options && { options: options.map(({ label, value }) => ({ label: say(label), value })) }),
  };
}

/** Sections that the original's page has a name for. */
function sectionOf({ group, type }: SettingDefinition): string {
  if (group === 'web') return 'profile';
  if (group === 'payments') return 'alipay';
  return type === 'int' ? 'limits' : 'general';
}

/** A row equal to the default is never kept, so the value tells where it comes from. */
function valueOf({ key, secret, initial }: SettingDefinition, value: Settings[SettingName]): SettingValueView {
  const isChosen = value !== initial;
  return {
    key,
    ...(secret ? { configured: isChosen } : { value, effective_value: value }),
    source: isChosen ? 'override' : 'bootstrap',
    pending_restart: false,
    active: true,
  };
}
