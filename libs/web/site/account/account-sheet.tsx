import type { ComponentChildren, JSX } from 'preact';
import { startOf } from '#kernel/i18n';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { ActionButton } from '#web/ui';
import type { AccountTexts } from './account.texts.js';

interface AccountSheetProps {
  readonly visit: ReadingVisit;
  readonly title: string;
  /** Of the whole page, where another one says more in a row of tabs. */
  readonly name?: string;
  readonly children: ComponentChildren;
}

/** One thing to fill in, and what may be done instead. */
export function AccountSheet({ visit, title, name = title, children }: AccountSheetProps): JSX.Element {
  const { community, icons, say } = visit;
  return (
    <SiteLayout
      visit={visit}
      meta={{ title: `${name} · ${community}`, description: say.whatItIs(community) }}
      current="/sign-in"
    >
      <div class="sheet account">
        {icons.logo ? (
          <img class="logo own" src={icons.logo.shown} width="56" height="56" alt="" />
        ) : (
          <span class="logo" aria-hidden="true">
            {startOf(community, 1).toUpperCase()}
          </span>
        )}
        <h1>{title}</h1>
        {children}
      </div>
    </SiteLayout>
  );
}

interface AlreadyProps {
  readonly visit: ReadingVisit;
  readonly say: AccountTexts;
  readonly next: string;
}

export const SignedInAlready = ({ visit, say, next }: AlreadyProps): JSX.Element => (
  <>
    <p>{say.already(visit.own!.name)}</p>
    <div class="actions">
      <a class="button" href={next}>
        {say.goOn}
      </a>
      <ActionButton action="/sign-out" token={visit.formToken} text={visit.say.signOut} icon="signOut" />
    </div>
  </>
);
