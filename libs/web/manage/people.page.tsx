import type { JSX } from 'preact';
import {
  type AdministeredMember,
  type AdministeredMembers,
  mostSuggested,
  type SuggestedPerson,
} from '#community/administration';
import { ownPath } from '#web/shell';
import { welcomeTexts } from '#web/site';
import { ActionButton, Avatar, Handle, PersonRow, type PersonView } from '#web/ui';
import { DeskLayout, type DeskModel } from './desk-layout.js';
import type { DeskPeopleTexts } from './desk-people.texts.js';
import { DeskSearch, OrderActs, PlaceAct } from './in-order.js';

interface PeopleModel extends DeskModel {
  readonly people: readonly SuggestedPerson[];
  /** Of a search; null where nobody searches. */
  readonly found: AdministeredMembers | null;
  readonly words: string;
  readonly refusal: string | null;
  readonly texts: DeskPeopleTexts;
}

export const peoplePath = (words: string): string =>
  words ? `/manage/people?${new URLSearchParams({ q: words })}` : '/manage/people';

const part = '#people';

export function PeoplePage(model: PeopleModel): JSX.Element {
  const { texts, words } = model;
  return (
    <DeskLayout {...model} place="members" title={texts.title}>
      <div class="desk-intro">
        <p class="muted">{texts.about}</p>
        <DeskSearch action="/manage/people" label={texts.search} button={texts.find} {...{ words, part }} />
      </div>
      <div id="people">
        {model.refusal && (
          <p class="alert desk-alert" role="alert">
            {model.refusal}
          </p>
        )}
        {model.found && <Found {...model} found={model.found} />}
        <SuggestedList {...model} />
        <Preview {...model} />
      </div>
    </DeskLayout>
  );
}

const personOf = ({ card }: AdministeredMember, site: string): PersonView => ({
  name: card.nickname,
  username: card.username,
  avatar: ownPath(card.avatar, site),
});

function Found({ visit, texts, words, found, people }: PeopleModel & { found: AdministeredMembers }): JSX.Element {
  const listed = new Set(people.map(({ username }) => username.toLowerCase()));
  return (
    <section>
      <h2 class="desk-list-title">{texts.found(words)}</h2>
      {found.members.length === 0 && <p class="list-lead">{texts.nobody}</p>}
      <ul class="rows">
        {found.members.map((member) => {
          const { nickname, username } = member.card;
          return (
            <PersonRow person={personOf(member, visit.site)} about={member.bio || whyHidden(member, texts)}>
              {listed.has(username.toLowerCase()) ? (
                <span class="muted small">{texts.isListed}</span>
              ) : (
                <ActionButton
                  action="/manage/people/add"
                  token={visit.formToken}
                  text={texts.add}
                  fields={{ username }}
                  class="button quiet small"
                >
                  <span class="hidden-text">{nickname}</span>
                </ActionButton>
              )}
            </PersonRow>
          );
        })}
      </ul>
      {found.next !== null && <p class="list-lead">{texts.more}</p>}
    </section>
  );
}

function SuggestedList(model: PeopleModel): JSX.Element {
  const { texts, people } = model;
  return (
    <section>
      <h2 class="desk-list-title">{texts.list(people.length, mostSuggested)}</h2>
      {people.length === 0 && <p class="list-lead">{texts.none}</p>}
      <ol class="rows desk-order">
        {people.map((person, index) => (
          <SuggestedRow {...{ model, person, index }} />
        ))}
      </ol>
    </section>
  );
}

interface SuggestedRowProps {
  readonly model: PeopleModel;
  readonly person: SuggestedPerson;
  readonly index: number;
}

function SuggestedRow({ model, person: { username, member }, index }: SuggestedRowProps): JSX.Element {
  const { visit, texts, words, people } = model;
  const name = member?.card.nickname ?? username;
  const person = member ? personOf(member, visit.site) : { name, username, avatar: '/avatars/1.svg' };
  const act = { token: visit.formToken, part, fields: { username, ...(words && { q: words }) } };
  const why = whyHidden(member, texts);
  return (
    <PersonRow person={person} about={why ? <span class="bad">{why}</span> : member?.bio}>
      <OrderActs
        {...act}
        action="/manage/people/move"
        id={`person-${username}`}
        up={texts.up(name)}
        down={texts.down(name)}
        isFirst={index === 0}
        isLast={index === people.length - 1}
      />
      <PlaceAct
        {...act}
        action="/manage/people/remove"
        id={`person-${username}-remove`}
        text={texts.remove(name)}
        icon="close"
      />
    </PersonRow>
  );
}

/** Why nobody is shown them; empty where nothing stands against it. */
function whyHidden(member: AdministeredMember | null, texts: DeskPeopleTexts): string {
  if (!member) return texts.gone;
  if (member.card.status === 2) return texts.suspended;
  return member.isFindable ? '' : texts.hidden;
}

/** The step in which a new member chooses whom to follow; nothing of it can be pressed. */
function Preview({ visit, texts, people }: PeopleModel): JSX.Element | null {
  const shown = people.flatMap(({ member }) => (member && !whyHidden(member, texts) ? [member] : []));
  const step = welcomeTexts[visit.reader.locale];
  if (!shown.length) return null;
  return (
    <section class="desk-preview">
      <h2>{texts.preview}</h2>
      <div class="desk-frame">
        <p class="desk-frame-title">{step.people}</p>
        <p class="muted">{step.peopleLead}</p>
        <ul class="rows">
          {shown.map((member) => {
            const person = personOf(member, visit.site);
            return (
              <li class="row">
                <Avatar of={person} />
                <span class="row-text">
                  <b>{person.name}</b> <Handle of={person} />
                  <span class="muted small line">{member.bio}</span>
                </span>
                <span class="desk-box" />
              </li>
            );
          })}
        </ul>
        <p class="muted small">{texts.previewMore}</p>
      </div>
    </section>
  );
}
