import type { JSX } from 'preact';
import { isOwner, type Ownership, ownerPaths } from '#platform/owners';
import { blank, type FormState } from '#web/shell';
import { ActionButton, Field, Form, momentIn } from '#web/ui';
import { DeskLayout, type DeskModel, DeskRow } from './desk-layout.js';
import { ownershipTexts, type OwnershipTexts } from './ownership.texts.js';

export const ownershipPath = ownerPaths.desk;
export type OwnershipForm = 'email' | 'offer';

interface OwnershipModel extends DeskModel {
  readonly texts: OwnershipTexts;
  readonly ownership: Ownership;
  /** Which form was refused, and how. */
  readonly refused: { readonly form: OwnershipForm; readonly state: FormState } | null;
}

export function OwnershipPage(model: OwnershipModel): JSX.Element {
  const { texts, visit, ownership } = model;
  const isTheirs = visit.viewer !== null && isOwner(visit.viewer, ownership.owner);
  return (
    <DeskLayout {...model} place="settings" title={texts.title}>
      <div class="settings">
        <section>
          <p>
            <b>{isTheirs ? texts.yours : texts.theirs(ownership.owner.username)}</b>
          </p>
          {!isTheirs && <p class="muted">{texts.theirsMore}</p>}
          {isTheirs && ownership.owner.isUnverified && <p class="note">{texts.limits}</p>}
        </section>
        {isTheirs && <Email {...model} />}
        {isTheirs && <HandOn {...model} />}
      </div>
    </DeskLayout>
  );
}

const stateOf = ({ refused }: OwnershipModel, form: OwnershipForm): FormState =>
  refused?.form === form ? refused.state : blank;

function Email(model: OwnershipModel): JSX.Element {
  const { texts, visit, ownership } = model;
  const state = stateOf(model, 'email');
  return (
    <section>
      <h2>{texts.email}</h2>
      <p class="muted">{texts.emailAbout}</p>
      <Present {...model} />
      <Waiting {...model} />
      <Form reader={visit.reader} token={visit.formToken} action={`${ownershipPath}/email`} state={state}>
        <Field
          name="email"
          type="email"
          autocomplete="email"
          maxLength={254}
          required
          label={ownership.owner.email === null ? texts.firstEmail : texts.newEmail}
          help={texts.newEmailHelp}
          state={state}
        />
        <button class="button">{texts.change}</button>
      </Form>
    </section>
  );
}

function Present({ texts, ownership: { owner } }: OwnershipModel): JSX.Element {
  if (owner.email === null) return <p>{texts.noEmail}</p>;
  return (
    <p>
      <b class="said">{owner.email}</b>{' '}
      <span class={owner.verifiedAt ? 'desk-mark' : 'desk-mark bad'}>
        {owner.verifiedAt ? texts.confirmed : texts.unconfirmed}
      </span>
    </p>
  );
}

/** An address that has still to be confirmed; after its link has run out, a new one can be had. */
function Waiting({ texts, visit, ownership: { owner, claim } }: OwnershipModel): JSX.Element | null {
  const isUnconfirmed = owner.email !== null && owner.verifiedAt === null;
  if (!claim && !isUnconfirmed) return null;
  return (
    <>
      {claim && (
        <p class="note">
          {texts.waiting(claim.email, momentIn(claim.expiresAt, visit.reader))} {owner.verifiedAt && texts.stays}
        </p>
      )}
      <div class="actions">
        <ActionButton action={`${ownershipPath}/resend`} token={visit.formToken} text={texts.resend} />
        {claim && owner.verifiedAt && (
          <ActionButton action={`${ownershipPath}/keep`} token={visit.formToken} text={texts.keep} />
        )}
      </div>
    </>
  );
}

function HandOn(model: OwnershipModel): JSX.Element {
  const { texts, ownership } = model;
  return (
    <section>
      <h2>{texts.handOn}</h2>
      <p class="muted">{texts.handOnAbout}</p>
      {ownership.offer ? <Offered {...model} offer={ownership.offer} /> : <OfferForm {...model} />}
    </section>
  );
}

const Offered = ({
  texts,
  visit,
  offer: { to, expiresAt },
}: OwnershipModel & { offer: NonNullable<Ownership['offer']> }): JSX.Element => (
  <>
    <p class="note">{texts.offered(to, momentIn(expiresAt, visit.reader))}</p>
    <p>
      {texts.tell} <b class="said">{`${visit.site}${ownerPaths.offer}`}</b>
    </p>
    <ActionButton
      action={`${ownershipPath}/withdraw`}
      token={visit.formToken}
      text={texts.withdraw}
      class="button danger"
    />
  </>
);

function OfferForm(model: OwnershipModel): JSX.Element {
  const { texts, visit } = model;
  const state = stateOf(model, 'offer');
  const typed = { required: true, autocomplete: 'off', spellcheck: false } as const;
  return (
    <Form reader={visit.reader} token={visit.formToken} action={`${ownershipPath}/offer`} state={state}>
      <Field name="username" label={texts.to} autocapitalize="none" maxLength={100} state={state} {...typed} />
      <Field
        name="name"
        label={texts.name(visit.community)}
        help={texts.nameHelp}
        maxLength={200}
        state={state}
        {...typed}
      />
      <button class="button danger">{texts.offer}</button>
    </Form>
  );
}

/** The way here from the settings. */
export const OwnershipRow = ({ visit }: DeskModel): JSX.Element => {
  const { title, about } = ownershipTexts[visit.reader.locale];
  return <DeskRow href={ownershipPath} title={title} more={about} />;
};
