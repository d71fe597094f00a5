import type { JSX } from 'preact';
import type { Locale } from '#kernel/i18n';
import type { SettingDefinition, SettingName, Settings, SettingValue } from '#community/site';
import type { FormState } from '#web/shell';
import { Checkbox, Field, Select, TextArea } from '#web/ui';
import type { DeskTexts } from './desk.texts.js';
import { definitionOf, inLocale } from './setting-forms.js';
import { removalField } from './setting-sections.js';

interface SettingFieldProps {
  readonly name: SettingName;
  readonly settings: Settings;
  readonly state: FormState;
  readonly locale: Locale;
  readonly say: DeskTexts;
}

/** From here on a text has more lines than one. */
const longText = 2000;

/** The field that fits a setting. */
export function SettingField({ name, settings, state, locale, say }: SettingFieldProps): JSX.Element {
  const definition = definitionOf(name);
  const held = settings[name];
  const { key, label, about, type, options, secret } = definition;
  const named = { name: key, label: inLocale(label, locale), help: inLocale(about, locale), state };
  if (secret) return <SecretField {...{ name, named, say }} isSet={held !== ''} />;
  if (type === 'bool') return <Checkbox {...named} checked={isTicked(state.values[key], held)} />;
  if (options) {
    const texts = options.map((option) => ({ value: option.value, text: inLocale(option.label, locale) }));
    return <Select {...named} value={String(held)} options={texts} />;
  }
  if (type === 'string') return <TextField {...{ definition, named }} value={String(held)} />;
  return <NumberField {...{ definition, named }} value={String(held)} />;
}

const isTicked = (typed: string | undefined, held: SettingValue): boolean =>
  typed === undefined ? held === true : typed === '1';

interface InputProps {
  readonly definition: SettingDefinition;
  readonly named: { name: string; label: string; help: string; state: FormState };
  readonly value: string;
}

const NumberField = ({ definition: { range, type }, named, value }: InputProps): JSX.Element => (
  <Field
    {...named}
    value={value}
    type="number"
    required
    step={type === 'int' ? '1' : 'any'}
    inputMode={type === 'int' ? 'numeric' : 'decimal'}
    {...(range && { min: range[0], max: range[1] })}
  />
);

/** How long it may be is counted in bytes, so this is only the most that can ever fit. */
const TextField = ({ definition: { longest = 255, key }, named, value }: InputProps): JSX.Element =>
  longest > longText ? (
    <TextArea {...named} value={value} maxLength={longest} rows={4} spellcheck={false} />
  ) : (
    <Field {...named} value={value} maxLength={longest} {...(key.endsWith('_link') && { inputMode: 'url' as const })} />
  );

interface SecretProps {
  readonly name: SettingName;
  readonly named: InputProps['named'];
  readonly isSet: boolean;
  readonly say: DeskTexts;
}

/** Never shown, only whether there is one; what is typed takes its place. */
const SecretField = ({ name, named, isSet, say }: SecretProps): JSX.Element => (
  <>
    <TextArea
      {...named}
      help={`${isSet ? say.secretSet : say.secretUnset} ${named.help}`}
      autocomplete="off"
      spellcheck={false}
      placeholder={isSet ? say.secretKept : ''}
    />
    {isSet && <Checkbox name={removalField(name)} label={say.secretRemove(named.label)} checked={false} />}
  </>
);
