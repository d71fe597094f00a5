import type { JSX } from 'preact';
import type { AdministeredMember } from '#community/administration';
import { ownPath } from '#web/shell';
import { Form, PersonRow, spokenNumber } from '#web/ui';
import type { DecisionTexts } from './decisions.texts.js';
import { DeskLayout, type DeskModel } from './desk-layout.js';
import { askedFields, type MembersAsked, membersPath } from './members-path.js';

export type Decision = 'promote' | 'suspend';

interface DecisionModel extends DeskModel {
  readonly decision: Decision;
  readonly member: AdministeredMember;
  /** Where in the list of members somebody was. */
  readonly asked: MembersAsked;
  readonly texts: DecisionTexts;
}

/** Says what it means, and asks; or says why there is nothing to be decided. */
export function DecisionPage(model: DecisionModel): JSX.Element {
  const { visit, decision, member, asked, texts } = model;
  const { card } = member;
  const why = whyNot(model);
  const person = { name: card.nickname, username: card.username, avatar: ownPath(card.avatar, visit.site) };
  return (
    <DeskLayout {...model} place="members" title={texts[decision](card.nickname)}>
      <div class="desk-decision">
        <ul class="rows">
          <PersonRow person={person} about={member.bio} />
        </ul>
        {why ? (
          <>
            <p class="note">{why}</p>
            <p>
              <a class="button quiet" href={membersPath(asked)}>
                {texts.toMembers}
              </a>
            </p>
          </>
        ) : (
          <Question {...model} />
        )}
      </div>
    </DeskLayout>
  );
}

function whyNot({ visit, decision, member: { card }, texts }: DecisionModel): string | null {
  const isSuspended = card.status === 2;
  if (card.id === visit.viewer?.id) return texts.isYou;
  if (decision === 'promote') {
    if (card.is_admin) return texts.isAlready(card.nickname);
    return isSuspended ? texts.isSuspended(card.nickname) : null;
  }
  if (isSuspended) return texts.isAlready(card.nickname);
  return card.is_admin ? texts.isAdministrator(card.nickname) : null;
}

function Question(model: DecisionModel): JSX.Element {
  const { visit, decision, member, asked, texts } = model;
  const isPromotion = decision === 'promote';
  const here = { id: String(member.card.id), ...askedFields(asked) };
  const fields = { ...here, ...(isPromotion ? { is_admin: 'true' } : { status: '2' }) };
  return (
    <>
      {isPromotion ? <Powers {...model} /> : <Losses {...model} />}
      <Form
        reader={visit.reader}
        token={visit.formToken}
        action={`/manage/members/${isPromotion ? 'role' : 'status'}`}
        class="actions"
      >
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button class={isPromotion ? 'button' : 'button danger'}>
          {isPromotion ? texts.promoteYes : texts.suspendYes}
        </button>
        <a class="button quiet" href={membersPath(asked)}>
          {texts.no}
        </a>
      </Form>
    </>
  );
}

const Powers = ({ texts, member: { card } }: DecisionModel): JSX.Element => (
  <>
    <p>{texts.promoteMeans(card.nickname)}</p>
    <ul class="desk-points">
      {Object.values(texts.powers).map((power) => (
        <li>{power}</li>
      ))}
    </ul>
    <p class="muted">{texts.promoteBack}</p>
  </>
);

function Losses({ visit, texts, member: { card, postCount } }: DecisionModel): JSX.Element {
  const posts = spokenNumber(postCount, visit.reader.locale);
  return (
    <>
      <p>{texts.suspendMeans(card.nickname)}</p>
      <ul class="desk-points">
        {Object.values(texts.losses).map((loss) => (
          <li>{loss}</li>
        ))}
      </ul>
      <p>{texts.suspendKept(postCount, posts)}</p>
      <p class="muted">
        {texts.suspendTell}
        <a href={`/whispers/${encodeURIComponent(card.username)}`}>{texts.suspendWrite}</a>
        {texts.stop}
      </p>
    </>
  );
}
