import type { JSX } from 'preact';
import type { AdministeredMember } from '#community/administration';
import { type FormState, ownPath } from '#web/shell';
import { ActionButton, EmptyState, Icon, Menu, PersonRow, spokenNumber } from '#web/ui';
import { DeskLayout, type DeskModel } from './desk-layout.js';

interface MembersModel extends DeskModel {
  readonly words: string;
  readonly before: number | null;
  readonly members: readonly AdministeredMember[];
  /** From where the list goes on. */
  readonly next: number | null;
  readonly state: FormState;
}

export function membersPath(words: string, before: number | null): string {
  const query = new URLSearchParams({ ...(words && { q: words }), ...(before !== null && { before: String(before) }) });
  return query.size ? `/manage/members?${query}` : '/manage/members';
}

export function MembersPage(model: MembersModel): JSX.Element {
  const { say, words, members, state } = model;
  const [refusal] = Object.values(state.errors);
  return (
    <DeskLayout {...model} place="members">
      <div class="desk-intro">
        <SearchForm {...model} />
        {refusal && (
          <p class="alert" role="alert">
            {refusal}
          </p>
        )}
      </div>
      {members.length > 0 ? (
        <>
          <h2 class="desk-list-title">
            {words ? say.found(words) : say.membersAbout}
            {words && <a href="/manage/members">{say.all}</a>}
          </h2>
          <ul class="rows desk-members" id="members">
            {members.map((member) => (
              <MemberRow {...{ model, member }} />
            ))}
          </ul>
        </>
      ) : (
        <EmptyState drawing="quiet" title={say.foundNobody} action={{ href: '/manage/members', text: say.all }}>
          {say.foundNobodyMore}
        </EmptyState>
      )}
      <Further {...model} />
    </DeskLayout>
  );
}

function Further({ visit, say, words, before, next }: MembersModel): JSX.Element | null {
  if (next === null && before === null) return null;
  return (
    <nav class="pager" aria-label={visit.reader.say.pages}>
      {before !== null && <a href={membersPath(words, null)}>{say.first}</a>}
      {next !== null && (
        <a class="next" href={membersPath(words, next)} rel="next">
          {say.more}
        </a>
      )}
    </nav>
  );
}

const SearchForm = ({ say, words }: MembersModel): JSX.Element => (
  <form class="search-box desk-search" action="/manage/members" role="search" aria-label={say.search}>
    <Icon name="search" />
    <input type="search" name="q" value={words} aria-label={say.search} placeholder={say.search} maxLength={50} />
    <button class="button quiet small">{say.find}</button>
  </form>
);

function MemberRow({ model, member }: { model: MembersModel; member: AdministeredMember }): JSX.Element {
  const { visit, say } = model;
  const { card, joinedAt, postCount } = member;
  const { locale, timeZone } = visit.reader;
  const person = { name: card.nickname, username: card.username, avatar: ownPath(card.avatar, visit.site) };
  const joined = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(joinedAt);
  const isOwn = card.id === visit.viewer?.id;
  return (
    <PersonRow
      person={person}
      about={
        <>
          {isSuspended(member) && <b class="desk-mark bad">{say.isSuspended}</b>}
          {card.is_admin && <b class="desk-mark">{say.isAdministrator}</b>}
          {isOwn && <>{say.isYou} · </>}
          {say.joined(joined)} · {say.posts(postCount, spokenNumber(postCount, locale))}
        </>
      }
    >
      {!isOwn && <Acts {...{ model, member }} />}
    </PersonRow>
  );
}

const isSuspended = ({ card }: AdministeredMember): boolean => card.status === 2;

/** An administrator is made an ordinary member before they can be suspended, and nobody decides about themselves. */
function Acts({ model, member }: { model: MembersModel; member: AdministeredMember }): JSX.Element {
  const { visit, say, words, before } = model;
  const { id, is_admin: isAdministrator, nickname } = member.card;
  const here = { id: String(id), ...(words && { q: words }), ...(before !== null && { before: String(before) }) };
  const [suspended, token] = [isSuspended(member), visit.formToken];
  return (
    <Menu label={say.act(nickname)}>
      {!suspended && (
        <ActionButton
          action="/manage/members/role"
          {...{ token }}
          icon={isAdministrator ? 'close' : 'manage'}
          text={isAdministrator ? say.takeAdministrator : say.makeAdministrator}
          fields={{ ...here, is_admin: String(!isAdministrator) }}
          class=""
        />
      )}
      {!isAdministrator && (
        <ActionButton
          action="/manage/members/status"
          {...{ token }}
          icon={suspended ? 'check' : 'block'}
          text={suspended ? say.restore : say.suspend}
          fields={{ ...here, status: suspended ? '1' : '2' }}
          class={suspended ? '' : 'danger'}
        />
      )}
    </Menu>
  );
}
