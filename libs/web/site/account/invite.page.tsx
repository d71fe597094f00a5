import type { JSX } from 'preact';
import type { FormState, ReadingVisit } from '#web/shell';
import { Field, Form } from '#web/ui';
import { AccountSheet } from './account-sheet.js';
import type { AccountTexts } from './account.texts.js';

interface InviteModel {
  readonly visit: ReadingVisit;
  readonly say: AccountTexts;
  /** Whom it invites. */
  readonly username: string;
  readonly state: FormState;
}

export function InvitePage({ visit, say, username, state }: InviteModel): JSX.Element {
  const { community, reader, formToken } = visit;
  const password = { type: 'password', autocomplete: 'new-password', required: true } as const;
  return (
    <AccountSheet visit={visit} title={visit.say.welcome(username)} name={say.invitation}>
      <p>{visit.say.chooseHow(community)}</p>
      <Form {...{ reader, state }} token={formToken}>
        <input
          class="hidden-text"
          type="text"
          name="username"
          autocomplete="username"
          value={username}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <Field name="password" label={visit.say.password} help={visit.say.passwordHelp} state={state} {...password} />
        <Field name="again" label={visit.say.passwordAgain} state={state} {...password} />
        <p class="small muted">
          {say.rulesFirst} <a href="/rules">{say.rules}</a>
          {say.rulesAfter}
        </p>
        <button class="button">{visit.say.setPassword}</button>
      </Form>
    </AccountSheet>
  );
}
