import type { JSX } from 'preact';
import { maskedPhone, type OwnProfile } from '#community/members';
import type { FormState, ReadingVisit } from '#web/shell';
import { ActionButton, Field, Form } from '#web/ui';
import { SettingsFrame, settingsOf } from './settings-frame.js';

export function AccountSettingsPage({ visit, own }: { visit: ReadingVisit; own: OwnProfile }): JSX.Element {
  const say = settingsOf(visit);
  const { reader, formToken } = visit;
  const since = new Intl.DateTimeFormat(reader.locale, { dateStyle: 'long', timeZone: reader.timeZone });
  return (
    <SettingsFrame visit={visit} section="account">
      <section>
        <dl>
          <div>
            <dt>{say.username}</dt>
            <dd>@{own.username}</dd>
            <dd class="help-line muted small">{say.usernameAbout}</dd>
          </div>
          <div>
            <dt>{say.since}</dt>
            <dd>{since.format(own.createdAt)}</dd>
          </div>
          <Phone {...{ visit, own }} />
        </dl>
      </section>
      <section>
        <h2>{say.signOut}</h2>
        <p class="muted small">{say.signOutAllAbout}</p>
        <div class="actions">
          <ActionButton action="/sign-out" token={formToken} text={say.signOutHere} icon="signOut" />
          <ActionButton
            action="/settings/account/sign-out-everywhere"
            token={formToken}
            text={say.signOutAll}
            class="button danger quiet"
          />
        </div>
      </section>
    </SettingsFrame>
  );
}

/** Only where the community has phone numbers; it is bound by a client of the API. */
function Phone({ visit, own }: { visit: ReadingVisit; own: OwnProfile }): JSX.Element | null {
  const { allowPhoneBind, phoneRequired } = visit.settings;
  const say = settingsOf(visit);
  if (!allowPhoneBind && !phoneRequired && !own.phone) return null;
  return (
    <div>
      <dt>{say.phone}</dt>
      <dd>{maskedPhone(own.phone) || say.noPhone}</dd>
      {phoneRequired && !own.phone && <dd class="help-line muted small">{say.phoneNeeded}</dd>}
    </div>
  );
}

export function PasswordSettingsPage({ visit, state }: { visit: ReadingVisit; state: FormState }): JSX.Element {
  const { reader, formToken, own, say: shared } = visit;
  const say = settingsOf(visit);
  const secret = { type: 'password', required: true } as const;
  return (
    <SettingsFrame visit={visit} section="password">
      <section>
        <p class="muted">{say.passwordLead}</p>
        <Form {...{ reader, state }} token={formToken}>
          <AccountName username={own!.username} />
          <Field
            name="old_password"
            label={say.oldPassword}
            state={state}
            autocomplete="current-password"
            {...secret}
          />
          <Field
            name="password"
            label={shared.password}
            help={shared.passwordHelp}
            state={state}
            autocomplete="new-password"
            {...secret}
          />
          <Field name="again" label={shared.passwordAgain} state={state} autocomplete="new-password" {...secret} />
          <button class="button">{say.change}</button>
        </Form>
      </section>
    </SettingsFrame>
  );
}

/** For whatever keeps passwords; nobody sees it. */
const AccountName = ({ username }: { username: string }): JSX.Element => (
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
);
