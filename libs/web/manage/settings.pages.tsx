import type { JSX } from 'preact';
import type { Settings } from '#community/site';
import type { FormState } from '#web/shell';
import { Form } from '#web/ui';
import { DeskLayout, type DeskModel, DeskRow } from './desk-layout.js';
import { domainsPath } from './domains.page.js';
import { domainsTexts } from './domains.texts.js';
import { OwnershipRow } from './ownership.page.js';
import { SettingField } from './setting-field.js';
import { supportPath } from './support.page.js';
import { supportTexts } from './support.texts.js';
import { type Section, settingsIn, settingsSections, type SettingsSection } from './setting-sections.js';

interface SettingsModel extends DeskModel {
  /** As they hold now. */
  readonly settings: Settings;
  readonly state: FormState;
}

/** All settings of a part, one below the other. */
export const SectionFields = ({
  section,
  settings,
  state,
  visit,
  say,
}: SettingsModel & { section: Section }): JSX.Element => (
  <>
    {settingsIn(section).map((name) => (
      <SettingField {...{ name, settings, state, say }} locale={visit.reader.locale} />
    ))}
  </>
);

const SectionForm = (model: SettingsModel & { section: Section }): JSX.Element => (
  <Form reader={model.visit.reader} token={model.visit.formToken} state={model.state}>
    <SectionFields {...model} />
    <button class="button">{model.say.save}</button>
  </Form>
);

export const JoiningPage = (model: SettingsModel): JSX.Element => (
  <DeskLayout {...model} place="joining">
    <div class="settings">
      <section>
        <h2>{model.say.joiningTitle}</h2>
        <SectionForm {...model} section="joining" />
      </section>
    </div>
  </DeskLayout>
);

export const SettingsPage = (model: DeskModel): JSX.Element => (
  <DeskLayout {...model} place="settings">
    <h2 class="hidden-text">{model.say.settingsAbout}</h2>
    <ul class="rows places-list">
      {settingsSections.map((section) => (
        <DeskRow href={`/manage/settings/${section}`} {...model.say.sections[section]} />
      ))}
      <DomainsRow {...model} />
      <SupportRow {...model} />
      <OwnershipRow {...model} />
    </ul>
  </DeskLayout>
);

const DomainsRow = ({ visit }: DeskModel): JSX.Element => {
  const { title, more } = domainsTexts[visit.reader.locale];
  return <DeskRow href={domainsPath} title={title} more={more} />;
};

const SupportRow = ({ visit }: DeskModel): JSX.Element => {
  const { title, about } = supportTexts[visit.reader.locale];
  return <DeskRow href={supportPath} title={title} more={about} />;
};

interface SectionModel extends SettingsModel {
  readonly section: SettingsSection;
  /** Whether this deployment has payments at all. */
  readonly takesPayments: boolean;
}

export const SettingsSectionPage = (model: SectionModel): JSX.Element => (
  <DeskLayout {...model} place="settings" title={model.say.sections[model.section].title}>
    <div class="settings">
      <section>
        <h2>{model.say.sections[model.section].more}</h2>
        {model.section === 'wallet' && !model.takesPayments && <p class="note">{model.say.walletOff}</p>}
        <SectionForm {...model} />
      </section>
    </div>
  </DeskLayout>
);
