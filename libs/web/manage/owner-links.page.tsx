import type { ComponentChildren, JSX } from 'preact';
import { type OwnerOffer, ownerPaths } from '#platform/owners';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { ActionButton, EmptyState, Form, momentIn } from '#web/ui';
import type { OwnershipTexts } from './ownership.texts.js';

interface LinkModel {
  readonly visit: ReadingVisit;
  readonly texts: OwnershipTexts;
}

const Sheet = ({
  visit,
  title,
  about,
  children,
}: LinkModel & { title: string; about: string; children: ComponentChildren }): JSX.Element => (
  <SiteLayout visit={visit} meta={{ title: `${title} · ${visit.community}`, description: about }}>
    <div class="sheet">
      <h1>{title}</h1>
      {children}
    </div>
  </SiteLayout>
);

/** Asks before the link is used up: programs that look at mails follow the links in them. */
export const VerifyPage = (model: LinkModel & { email: string }): JSX.Element => {
  const { visit, texts, email } = model;
  return (
    <Sheet {...model} title={texts.verifyTitle} about={texts.verifiedMore}>
      <p>{texts.verifyLead(email, visit.community)}</p>
      <Form reader={visit.reader} token={visit.formToken}>
        <button class="button">{texts.verify}</button>
      </Form>
      <p class="muted small">{texts.verifyMore}</p>
    </Sheet>
  );
};

export const VerifiedPage = ({ visit, texts }: LinkModel): JSX.Element => (
  <SiteLayout visit={visit} meta={{ title: `${texts.verified} · ${visit.community}`, description: texts.verifiedMore }}>
    <EmptyState drawing="welcome" title={texts.verified} action={{ href: ownerPaths.desk, text: texts.toDesk }}>
      {texts.verifiedMore}
    </EmptyState>
  </SiteLayout>
);

export const OfferPage = (model: LinkModel & { offer: OwnerOffer }): JSX.Element => {
  const { visit, texts, offer } = model;
  return (
    <Sheet {...model} title={texts.offerTitle} about={texts.offerMeans}>
      <p>
        <b>{texts.offerLead(offer.from, visit.community)}</b>
      </p>
      <p>{texts.offerMeans}</p>
      <p class="muted small">{texts.offerUntil(momentIn(offer.expiresAt, visit.reader))}</p>
      <div class="actions">
        <ActionButton
          action={`${ownerPaths.offer}/accept`}
          token={visit.formToken}
          text={texts.accept}
          class="button"
        />
        <ActionButton action={`${ownerPaths.offer}/decline`} token={visit.formToken} text={texts.decline} />
      </div>
    </Sheet>
  );
};
