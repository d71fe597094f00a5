import type { JSX } from 'preact';
import { EmptyState, Form } from '#web/ui';
import { SiteLayout } from '#web/shell';
import type { Visit } from '#web/shell';

export interface InviteModel {
  readonly visit: Visit;
  readonly username: string;
  readonly token: string;
  /** What is wrong with which field. */
  readonly wrong?: { readonly field: 'password' | 'again'; readonly message: string };
}

export function InvitePage({ visit, username, wrong, token }: InviteModel): JSX.Element {
  const { say, community } = visit;
  return (
    <SiteLayout
      visit={visit}
      meta={{ title: `${say.setPassword} · ${community}`, description: say.whatItIs(community) }}
    >
      <div class="sheet">
        <h1>{say.welcome(username)}</h1>
        <p>{say.chooseHow(community)}</p>
        <Form reader={visit.reader} token={token}>
          {wrong && (
            <p class="alert" role="alert">
              {say.formWrong}
            </p>
          )}
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
          <Field name="password" label={say.password} help={say.passwordHelp} wrong={wrong} />
          <Field name="again" label={say.passwordAgain} wrong={wrong} />
          <button class="button">{say.setPassword}</button>
        </Form>
      </div>
    </SiteLayout>
  );
}

interface FieldProps {
  readonly name: 'password' | 'again';
  readonly label: string;
  readonly help?: string;
  readonly wrong: InviteModel['wrong'];
}

function Field({ name, label, help, wrong }: FieldProps): JSX.Element {
  const message = wrong?.field === name ? wrong.message : undefined;
  const notes = [message && `${name}-wrong`, help && `${name}-help`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type="password"
        autocomplete="new-password"
        required
        minLength={6}
        maxLength={128}
        autofocus={message !== undefined}
        aria-invalid={message ? 'true' : undefined}
        aria-describedby={notes || undefined}
      />
      {message && (
        <span class="wrong" id={`${name}-wrong`}>
          {message}
        </span>
      )}
      {help && (
        <span class="help" id={`${name}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}

export function InviteDonePage({ visit, username }: Pick<InviteModel, 'visit' | 'username'>): JSX.Element {
  const { say, community } = visit;
  return (
    <SiteLayout visit={visit} meta={{ title: `${say.done} · ${community}`, description: say.whatItIs(community) }}>
      <EmptyState drawing="welcome" title={say.done} action={{ href: '/', text: say.toFront }}>
        {say.doneMore(username)}
      </EmptyState>
    </SiteLayout>
  );
}
