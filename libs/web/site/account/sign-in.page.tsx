import type { JSX } from 'preact';
import type { FormState, ReadingVisit } from '#web/shell';
import { Field, Form } from '#web/ui';
import { AccountSheet, SignedInAlready } from './account-sheet.js';
import type { AccountTexts } from './account.texts.js';

interface SignInModel {
  readonly visit: ReadingVisit;
  readonly say: AccountTexts;
  readonly state: FormState;
  /** Where it leads. */
  readonly next: string;
}

export function SignInPage(model: SignInModel): JSX.Element {
  const { visit, say } = model;
  return (
    <AccountSheet visit={visit} title={say.signInTo(visit.community)} name={say.signIn}>
      {visit.viewer ? <SignedInAlready {...model} /> : <SignInForm {...model} />}
    </AccountSheet>
  );
}

function SignInForm({ visit, say, state, next }: SignInModel): JSX.Element {
  const { reader, formToken, settings } = visit;
  return (
    <>
      <Form {...{ reader, state }} token={formToken} action={`/sign-in?${new URLSearchParams({ next })}`}>
        <Field
          name="username"
          label={say.username}
          state={state}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
          autofocus={!state.errors['password']}
        />
        <Field
          name="password"
          label={say.password}
          state={{ ...state, values: {} }}
          type="password"
          autocomplete="current-password"
          required
        />
        <button class="button">{say.signIn}</button>
      </Form>
      {settings.allowUserRegister && (
        <p>
          {say.noAccount} <a href="/sign-up">{say.join}</a>
        </p>
      )}
      <p class="small">{visit.say.invited}</p>
    </>
  );
}
