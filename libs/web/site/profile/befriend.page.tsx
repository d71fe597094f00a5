import type { JSX } from 'preact';
import { type FormState, type ReadingVisit, SiteLayout } from '#web/shell';
import { Back, Form, type PersonView, profilePath, TextArea } from '#web/ui';
import type { ProfileTexts } from './profile.texts.js';

interface BefriendModel {
  readonly visit: ReadingVisit;
  readonly say: ProfileTexts;
  readonly state: FormState;
  readonly person: PersonView;
}

const longestNote = 255;

export function BefriendPage({ visit, say, state, person }: BefriendModel): JSX.Element {
  const { reader, formToken, community } = visit;
  const path = profilePath(person.username);
  return (
    <SiteLayout
      visit={visit}
      meta={{ title: `${say.askFriendship(person.name)} · ${community}`, description: say.askFriendshipMore }}
    >
      <header class="head">
        <Back href={path} reader={reader} />
        <h1>{say.askFriendship(person.name)}</h1>
      </header>
      <div class="sheet">
        <p>{say.askFriendshipMore}</p>
        <Form {...{ reader, state }} token={formToken} action={`${path}/befriend`}>
          <TextArea
            name="greetings"
            label={say.greetings}
            help={say.greetingsHelp}
            state={state}
            maxLength={longestNote}
            rows={3}
          />
          <div class="actions">
            <button class="button">{say.sendRequest}</button>
            <a class="button quiet" href={path}>
              {say.cancel}
            </a>
          </div>
        </Form>
      </div>
    </SiteLayout>
  );
}
