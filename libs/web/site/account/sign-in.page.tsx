import type { JSX } from 'preact';
import { type FormState, type ReadingVisit, SignInForm } from '#web/shell';
import { AccountSheet } from './account-sheet.js';
import type { AccountTexts } from './account.texts.js';

interface SignInModel {
  readonly visit: ReadingVisit;
  readonly say: AccountTexts;
  readonly state: FormState;
  /** Where it leads. */
  readonly next: string;
}

export function SignInPage({ visit, say, state, next }: SignInModel): JSX.Element {
  return (
    <AccountSheet visit={visit} title={say.signInTo(visit.community)} name={say.signIn}>
      <SignInForm {...{ visit, state, next }} />
      {visit.settings.allowUserRegister && (
        <p>
          {say.noAccount} <a href="/sign-up">{say.join}</a>
        </p>
      )}
      <p class="small">{visit.say.invited}</p>
    </AccountSheet>
  );
}
