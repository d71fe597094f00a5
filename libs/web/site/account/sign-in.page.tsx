import type { JSX } from 'preact';
import { type FormState, type ReadingVisit, SiteLayout } from '#web/shell';
import { ActionButton, Field, Form } from '#web/ui';
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
  const { community } = visit;
  return (
    <SiteLayout visit={visit} meta={{ title: `${say.signIn} · ${community}`, description: say.signInTo(community) }}>
      <div class="sheet">
        <h1>{say.signInTo(community)}</h1>
        {visit.viewer ? <SignedInAlready {...model} /> : <SignInForm {...model} />}
      </div>
    </SiteLayout>
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
          autofocus
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
    </>
  );
}

const SignedInAlready = ({ visit, say, next }: SignInModel): JSX.Element => (
  <>
    <p>{say.already(visit.own!.name)}</p>
    <p class="actions">
      <a class="button" href={next}>
        {say.goOn}
      </a>
      <ActionButton action="/sign-out" token={visit.formToken} text={visit.say.signOut} icon="signOut" />
    </p>
  </>
);
