import type { JSX } from 'preact';
import type { Settings } from '#community/site';
import type { FormState } from '#web/shell';
import { Checkbox, PictureField, WideLogo } from '#web/ui';
import type { DeskModel } from './desk-layout.js';
import { lookTexts } from './look.texts.js';
import { pictureRemoval, sitePictureFields } from './own-logo.js';
import { SettingField } from './setting-field.js';

export interface LookModel extends DeskModel {
  readonly settings: Settings;
  readonly form: FormState;
}

/** The wide logo as it is on light and on dark pages. */
export function WideLogoField({ visit, say: desk, settings, form }: LookModel): JSX.Element {
  const say = lookTexts[visit.reader.locale];
  const { wide } = visit.icons;
  const pages = [
    ['light', say.onLight],
    ['dark', say.onDark],
  ] as const;
  return (
    <div class="desk-wide-logo" data-crop="free">
      <div class="desk-plates">
        {pages.map(([look, name]) => (
          <figure class={`desk-plate ${look}`}>
            {wide ? <WideLogo logo={wide} name={name} /> : <span class="wide-logo" />}
            <figcaption class="small">{name}</figcaption>
          </figure>
        ))}
      </div>
      <PictureField name={sitePictureFields.wideLogo} label={say.wideLogo} help={say.wideLogoHelp} state={form} />
      <SettingField {...{ settings, state: form, locale: visit.reader.locale, say: desk }} name="wideLogoGround" />
      {settings.wideLogo !== '' && (
        <Checkbox name={pictureRemoval('wideLogo')} label={say.wideLogoRemove} checked={false} />
      )}
    </div>
  );
}
