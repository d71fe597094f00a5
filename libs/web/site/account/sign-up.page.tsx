import type { JSX } from 'preact';
import { EmptyState, Field, Form } from '#web/ui';
import { type FormState, type ReadingVisit, SiteLayout } from '#web/shell';
import { AccountSheet, SignedInAlready } from './account-sheet.js';
import type { AccountTexts } from './account.texts.js';

interface SignUpModel {
  readonly visit: ReadingVisit;
  readonly say: AccountTexts;
  readonly state: FormState;
}

export function SignUpPage(model: SignUpModel): JSX.Element {
  const { visit, say } = model;
  if (!visit.viewer && !visit.settings.allowUserRegister) return <ClosedPage {...model} />;
  return (
    <AccountSheet visit={visit} title={say.joinCommunity(visit.community)}>
      {visit.viewer ? <SignedInAlready {...{ visit, say }} next="/" /> : <SignUpForm {...model} />}
    </AccountSheet>
  );
}

/** What a name and a password have to be like is said before anything is typed. */
function SignUpForm({ visit, say, state }: SignUpModel): JSX.Element {
  const { reader, formToken, settings } = visit;
  return (
    <>
      <p>{settings.tagline || say.joinLead}</p>
      <Form {...{ reader, state }} token={formToken}>
        <Field
          name="username"
          label={say.username}
          help={say.usernameHelp}
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
          help={visit.say.passwordHelp}
          state={{ ...state, values: {} }}
          type="password"
          autocomplete="new-password"
          required
        />
        <p class="small muted">
          {say.rulesFirst} <a href="/rules">{say.rules}</a>
          {say.rulesAfter}
        </p>
        <button class="button">{say.join}</button>
      </Form>
      <p>
        {say.isMember} <a href="/sign-in">{say.signIn}</a>
      </p>
    </>
  );
}

const ClosedPage = ({ visit, say }: SignUpModel): JSX.Element => (
  <SiteLayout visit={visit} meta={{ title: `${say.join} · ${visit.community}`, description: say.closed }}>
    <EmptyState
      drawing="welcome"
      title={say.closed}
      note={visit.say.invited}
      action={{ href: '/sign-in', text: say.signIn }}
    >
      {say.closedMore}
    </EmptyState>
  </SiteLayout>
);
