import type { JSX } from 'preact';
import { type Settings, settingTable } from '#community/site';
import type { FormState } from '#web/shell';
import { ActionButton, colours, Field, Form, startOf } from '#web/ui';
import { AccentShades } from './accent-shades.js';
import { DeskLayout, type DeskModel } from './desk-layout.js';
import { logoField } from './own-logo.js';
import { SettingField } from './setting-field.js';
import { inLocale } from './setting-forms.js';

interface LookModel extends DeskModel {
  readonly settings: Settings;
  readonly form: FormState;
  readonly logo: FormState;
}

export const LookPage = (model: LookModel): JSX.Element => (
  <DeskLayout {...model} place="look">
    <div class="settings">
      <NameAndLogo {...model} />
      <Colours {...model} />
    </div>
  </DeskLayout>
);

function NameAndLogo({ visit, say, settings, logo }: LookModel): JSX.Element {
  const { reader, formToken, community } = visit;
  return (
    <section>
      <h2>{say.identity}</h2>
      <Field name="name" label={say.name} help={say.nameHelp} value={community} readOnly />
      <div class="own-picture desk-logo">
        <Logo {...{ visit, say }} />
        <div>
          {settings.logo === '' && <p class="muted small">{say.logoNone}</p>}
          <Form reader={reader} token={formToken} state={logo} action="/manage/look/logo" class="form plain" files>
            <Field
              name={logoField}
              label={say.logo}
              help={say.logoHelp}
              state={logo}
              type="file"
              accept="image/jpeg,image/png,image/gif,image/webp"
              required
            />
            <button class="button quiet">{say.logoUse}</button>
          </Form>
        </div>
      </div>
      {settings.logo !== '' && (
        <ActionButton
          action="/manage/look/logo/remove"
          token={formToken}
          text={say.logoRemove}
          icon="remove"
          class="button quiet danger small"
        />
      )}
    </section>
  );
}

const Logo = ({ visit: { icons, community }, say }: DeskModel): JSX.Element =>
  icons.logo ? (
    <img class="logo own" src={icons.logo.shown} width="72" height="72" alt={say.logoNow} />
  ) : (
    <span class="logo" role="img" aria-label={say.logoLetter}>
      {startOf(community, 1).toUpperCase()}
    </span>
  );

function Colours({ visit, say, settings, form }: LookModel): JSX.Element {
  const { reader, formToken } = visit;
  const { key, label, about } = settingTable.accent;
  const field = { settings, state: form, locale: reader.locale, say };
  return (
    <section>
      <h2>{say.coloursTitle}</h2>
      <Form reader={reader} token={formToken} state={form} action="/manage/look">
        <SettingField {...field} name="tagline" />
        <div class="desk-accent">
          <Field
            name={key}
            label={inLocale(label, reader.locale)}
            help={inLocale(about, reader.locale)}
            state={form}
            value={settings.accent || colours.accent.light}
            type="color"
          />
          <AccentShades accent={settings.accent} say={say} />
        </div>
        <SettingField {...field} name="corners" />
        <SettingField {...field} name="appearance" />
        <button class="button">{say.save}</button>
      </Form>
      {settings.accent !== '' && (
        <ActionButton
          action="/manage/look"
          token={formToken}
          text={say.accentUsual}
          fields={{ [key]: colours.accent.light }}
          class="button quiet small"
        />
      )}
    </section>
  );
}
