import type { JSX } from 'preact';
import { startOf } from '#kernel/i18n';
import { settingTable } from '#community/site';
import { ActionButton, Checkbox, colours, Cover, CropDialog, Field, Form, PictureField } from '#web/ui';
import { AccentShades } from './accent-shades.js';
import { DeskLayout, type DeskModel } from './desk-layout.js';
import { lookTexts } from './look.texts.js';
import { pictureRemoval, sitePictureFields } from './own-logo.js';
import { SettingField } from './setting-field.js';
import { inLocale } from './setting-forms.js';
import { type LookModel, WideLogoField } from './look-wide-logo.js';

/** All of it in one form, so that nothing typed is lost when a picture is sent. */
export const LookPage = (model: LookModel): JSX.Element => {
  const { visit, say, settings, form } = model;
  return (
    <DeskLayout {...model} place="look">
      <Form
        reader={visit.reader}
        token={visit.formToken}
        state={form}
        action="/manage/look"
        class="settings look-form"
        files
      >
        <NameAndLogo {...model} />
        <Pictures {...model} />
        <Colours {...model} />
      </Form>
      {settings.accent !== '' && (
        <div class="look-usual">
          <ActionButton
            action="/manage/look"
            token={visit.formToken}
            text={say.accentUsual}
            fields={{ [settingTable.accent.key]: colours.accent.light }}
            class="button quiet small"
          />
        </div>
      )}
      <CropDialog reader={visit.reader} />
    </DeskLayout>
  );
};

function NameAndLogo({ visit, say, settings, form }: LookModel): JSX.Element {
  return (
    <section>
      <h2>{say.identity}</h2>
      <Field name="name" label={say.name} help={say.nameHelp} value={visit.community} readOnly />
      <div class="own-picture desk-logo" data-crop="square">
        <Logo {...{ visit, say }} />
        <div class="own-picture-fields">
          {settings.logo === '' && <p class="muted small">{say.logoNone}</p>}
          <PictureField name={sitePictureFields.logo} label={say.logo} help={say.logoHelp} state={form} />
          {settings.logo !== '' && <Checkbox name={pictureRemoval('logo')} label={say.logoRemove} checked={false} />}
        </div>
      </div>
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

function Pictures(model: LookModel): JSX.Element {
  const { visit, settings, form } = model;
  const say = lookTexts[visit.reader.locale];
  return (
    <section>
      <h2>{say.pictures}</h2>
      <WideLogoField {...model} />
      <div class="own-cover" data-crop="cover">
        <Cover address={visit.cover} />
        <PictureField
          name={sitePictureFields.cover}
          label={say.cover}
          help={say.coverHelp}
          plainly={say.coverPlainly}
          state={form}
        />
        {settings.cover !== '' && <Checkbox name={pictureRemoval('cover')} label={say.coverRemove} checked={false} />}
      </div>
    </section>
  );
}

function Colours({ visit, say, settings, form }: LookModel): JSX.Element {
  const { reader } = visit;
  const { key, label, about } = settingTable.accent;
  const field = { settings, state: form, locale: reader.locale, say };
  return (
    <section>
      <h2>{say.coloursTitle}</h2>
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
        <AccentShades accent={settings.accent} corners={settings.corners} say={say} />
      </div>
      <SettingField {...field} name="corners" />
      <SettingField {...field} name="appearance" />
      <button class="button">{say.save}</button>
    </section>
  );
}
