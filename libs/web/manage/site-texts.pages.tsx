import type { JSX } from 'preact';
import { longestSiteText, type SiteText, type SiteTextName } from '#community/site';
import type { FormState } from '#web/shell';
import { Form, TextArea } from '#web/ui';
import { siteTextTexts } from '#web/site';
import { DeskLayout, type DeskModel, DeskRow } from './desk-layout.js';

interface TextsModel extends DeskModel {
  readonly texts: readonly { readonly name: SiteTextName; readonly text: SiteText | null }[];
}

export const SiteTextsPage = (model: TextsModel): JSX.Element => (
  <DeskLayout {...model} place="texts">
    <p class="desk-intro muted">{model.say.textsAbout}</p>
    <ul class="rows places-list">
      {model.texts.map(({ name, text }) => (
        <DeskRow
          href={`/manage/texts/${name}`}
          title={model.say.textNames[name]}
          more={model.say.textUses[name]}
          state={stateOf(model, name, text)}
        />
      ))}
    </ul>
  </DeskLayout>
);

function stateOf({ say, visit }: DeskModel, name: SiteTextName, text: SiteText | null): string {
  if (!text) return name === 'welcome' ? say.textNone : say.textDefault;
  const { locale, timeZone } = visit.reader;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(text.changedAt);
  return say.textVersion(String(text.version), date);
}

interface TextModel extends DeskModel {
  readonly name: SiteTextName;
  readonly text: SiteText | null;
  readonly state: FormState;
  /** Whether it begins with the words that stand there while there are none. */
  readonly fromOurs: boolean;
}

export function SiteTextPage({ visit, say, name, text, state, fromOurs }: TextModel): JSX.Element {
  const { reader, formToken } = visit;
  const ours = name === 'welcome' ? '' : siteTextTexts[reader.locale].defaults[name](visit.community);
  const value = text?.body ?? (fromOurs ? ours : '');
  return (
    <DeskLayout {...{ visit, say }} place="texts" title={say.textNames[name]}>
      <div class="settings">
        <section class="desk-wide">
          <Form reader={reader} token={formToken} state={state} action={`/manage/texts/${name}`}>
            <TextArea
              name="body"
              label={say.textUses[name]}
              help={name === 'welcome' ? say.welcomeHelp : say.textHelp}
              {...{ state, value }}
              rows={name === 'welcome' ? 8 : 18}
              maxLength={longestSiteText}
            />
            <div class="actions">
              <button class="button">{say.save}</button>
              {!text && ours && !fromOurs && (
                <a class="button quiet" href={`/manage/texts/${name}?start=ours`}>
                  {say.textStart}
                </a>
              )}
              {name !== 'welcome' && <a href={`/${name}`}>{say.textShow}</a>}
            </div>
          </Form>
        </section>
      </div>
    </DeskLayout>
  );
}
