import type { ComponentChildren, JSX } from 'preact';
import { Field, Form } from '#web/ui';
import type { FormState } from './forms.js';
import { keptField, type KeptForm } from './kept-forms.js';
import { SiteLayout } from './site-layout.js';
import { Unsent } from './unsent.js';
import type { ReadingVisit } from './visit.js';

interface SignInProps {
  readonly visit: ReadingVisit;
  readonly state: FormState;
  /** Where it leads. */
  readonly next: string;
  /** Sealed; what is shown again after it. */
  readonly kept?: string | undefined;
}

/** Name and password of a member. */
export function SignInForm({ visit, state, next, kept }: SignInProps): JSX.Element {
  const { reader, formToken, say } = visit;
  return (
    <Form {...{ reader, state }} token={formToken} action={`/sign-in?${new URLSearchParams({ next })}`}>
      {kept !== undefined && <input type="hidden" name={keptField} value={kept} />}
      <Field
        name="username"
        label={say.username}
        state={state}
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        required
        autofocus={Object.keys(state.errors).length === 0}
      />
      <Field
        name="password"
        label={say.ownPassword}
        state={{ ...state, values: {} }}
        type="password"
        autocomplete="current-password"
        required
      />
      <button class="button">{say.signIn}</button>
    </Form>
  );
}

interface SignedOutModel extends SignInProps {
  readonly form: KeptForm | null;
}

/** In place of what somebody has just sent, whose session is over: nothing of it is lost. */
export function SignedOutPage({ form, ...props }: SignedOutModel): JSX.Element {
  const { visit } = props;
  const { say } = visit;
  return (
    <Sheet visit={visit} title={say.signedOutNow}>
      <p>{form ? say.signedOutKept : say.signedOutMore}</p>
      <SignInForm {...props} />
      {form && <Unsent visit={visit} {...form} />}
    </Sheet>
  );
}

const Sheet = ({ visit, title, children }: { visit: ReadingVisit; title: string; children: ComponentChildren }) => (
  <SiteLayout
    visit={visit}
    meta={{ title: `${title} · ${visit.community}`, description: visit.say.whatItIs(visit.community) }}
    current="/sign-in"
  >
    <div class="sheet">
      <h1>{title}</h1>
      {children}
    </div>
  </SiteLayout>
);
