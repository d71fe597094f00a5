import type { JSX } from 'preact';
import type { SupportAccess } from '#platform/support';
import { type FormState, type ReadingVisit, SiteLayout } from '#web/shell';
import { Form, momentIn, toTheMinute } from '#web/ui';
import { DeskLayout, type DeskModel } from './desk-layout.js';
import type { SupportTexts } from './support.texts.js';

export const supportPath = '/manage/support';

interface SupportModel extends DeskModel {
  readonly texts: SupportTexts;
  /** Newest first. */
  readonly accesses: readonly SupportAccess[];
  /** Of the form that was sent and refused. */
  readonly state: FormState;
  /** It is somebody of support who looks. */
  readonly isVisitor: boolean;
}

type AccessModel = SupportModel & { readonly access: SupportAccess };

/** What an administrator decides about support's looking at their community, and what has been. */
export function SupportPage(model: SupportModel): JSX.Element {
  const { texts, accesses, isVisitor } = model;
  const open = accesses.find(({ state }) => state !== 'closed');
  return (
    <DeskLayout {...model} place="settings" title={texts.title}>
      <div class="settings">
        <section>
          <p>{isVisitor ? texts.visiting : texts.lead}</p>
          {isVisitor && <Press {...model} action="/support/leave" text={texts.leave} />}
        </section>
        <section>
          <h2>{texts.now}</h2>
          {open ? <Open {...model} access={open} /> : <p class="muted">{texts.nobody}</p>}
        </section>
        <section>
          <h2>{texts.history}</h2>
          <History {...model} />
        </section>
      </div>
    </DeskLayout>
  );
}

function Open(model: AccessModel): JSX.Element {
  const { texts, access, visit, isVisitor } = model;
  const { operator, minutes, endsAt, state, reason } = access;
  return (
    <>
      <p>
        <b>
          {state === 'granted' ? texts.may(operator, momentIn(endsAt!, visit.reader)) : texts.asks(operator, minutes)}
        </b>
      </p>
      <p class="note">
        {texts.reason}: <span class="said">{reason}</span>
      </p>
      {!isVisitor && (state === 'granted' ? <Ending {...model} /> : <Question {...model} />)}
    </>
  );
}

const Ending = (model: AccessModel): JSX.Element => (
  <Press {...model} action={`${supportPath}/end`} text={model.texts.end} look="button danger" />
);

const Question = (model: AccessModel): JSX.Element => (
  <>
    <h3>{model.texts.meansTitle}</h3>
    <ul class="desk-points">
      {Object.values(model.texts.means).map((one) => (
        <li>{one}</li>
      ))}
    </ul>
    <div class="actions">
      <Press {...model} action={`${supportPath}/grant`} text={model.texts.grant} />
      <Press {...model} action={`${supportPath}/refuse`} text={model.texts.refuse} look="button quiet" />
    </div>
  </>
);

interface PressProps {
  readonly visit: ReadingVisit;
  readonly state: FormState;
  readonly access?: SupportAccess;
  readonly action: string;
  readonly text: string;
  readonly look?: string;
}

/** Done by one press. */
const Press = ({ visit, state, access, action, text, look = 'button' }: PressProps): JSX.Element => (
  <Form
    reader={visit.reader}
    token={visit.formToken}
    action={action}
    class="act"
    {...(access && String(access.id) === state.values['id'] && action.endsWith(state.values['act']!) && { state })}
  >
    {access && <input type="hidden" name="id" value={String(access.id)} />}
    <button class={look}>{text}</button>
  </Form>
);

function History({ visit, texts, accesses }: SupportModel): JSX.Element {
  const past = accesses.filter(({ state }) => state === 'closed');
  if (past.length === 0) return <p class="muted">{texts.historyNone}</p>;
  const said = (time: Date): string => toTheMinute(time, visit.reader);
  return (
    <ul class="rows">
      {past.map((access) => (
        <li class="row">
          <div class="row-text">
            <b>{access.operator}</b>
            <p>
              <span class="said">{access.reason}</span>
            </p>
            <p class="muted small">{eventsOf(access, texts, said).join(' · ')}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function eventsOf(access: SupportAccess, texts: SupportTexts, said: (time: Date) => string): string[] {
  const { askedAt, grantedAt, grantedBy, enteredAt, closedAt, closedAs, closedBy } = access;
  return [
    texts.asked(said(askedAt)),
    ...(grantedAt
      ? [texts.granted(grantedBy ?? '', said(grantedAt)), enteredAt ? texts.entered(said(enteredAt)) : texts.notEntered]
      : []),
    ...(closedAs && closedAt ? [texts.closed[closedAs](closedBy ?? '', said(closedAt))] : []),
  ];
}

interface EnterModel {
  readonly visit: ReadingVisit;
  readonly texts: SupportTexts;
  /** Of the link. */
  readonly secret: string;
}

/** Asks before the link is used up, lest a program that follows links does that. */
export const SupportEnterPage = ({ visit, texts, secret }: EnterModel): JSX.Element => (
  <SiteLayout
    visit={visit}
    meta={{ title: `${texts.enterTitle} · ${visit.community}`, description: texts.enterLead(visit.community) }}
  >
    <header class="head">
      <h1>{texts.enterTitle}</h1>
    </header>
    <div class="settings">
      <section>
        <p>{texts.enterLead(visit.community)}</p>
        <p class="muted">{texts.enterMore}</p>
        <Form reader={visit.reader} token={visit.formToken} action="/support/enter">
          <input type="hidden" name="secret" value={secret} />
          <button class="button">{texts.enter}</button>
        </Form>
      </section>
    </div>
  </SiteLayout>
);
