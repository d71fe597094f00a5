import type { JSX } from 'preact';
import type { AdministeredMember, MembersAmong } from '#community/administration';
import { type FormState, ownPath } from '#web/shell';
import { ActionButton, EmptyState, Icon, Menu, PersonRow, spokenNumber, Tabs } from '#web/ui';
import { DeskLayout, type DeskModel, DeskRow } from './desk-layout.js';
import { deskPeopleTexts } from './desk-people.texts.js';
import { DeskSearch } from './in-order.js';
import { amongAll, askedFields, type MembersAsked, membersPath } from './members-path.js';

interface MembersModel extends DeskModel {
  readonly asked: MembersAsked;
  readonly members: readonly AdministeredMember[];
  /** From where the list goes on. */
  readonly next: number | null;
  readonly state: FormState;
}

export function MembersPage(model: MembersModel): JSX.Element {
  const { say, asked, state } = model;
  const [refusal] = Object.values(state.errors);
  return (
    <DeskLayout {...model} place="members">
      <ul class="rows places-list">
        <DeskRow
          href="/manage/people"
          title={deskPeopleTexts[model.visit.reader.locale].toPeople}
          more={deskPeopleTexts[model.visit.reader.locale].toPeopleMore}
        />
      </ul>
      <div class="desk-intro">
        <DeskSearch action="/manage/members" label={say.search} button={say.find} words={asked.words} part="#members">
          {asked.among !== 'all' && <input type="hidden" name="among" value={asked.among} />}
        </DeskSearch>
        {refusal && (
          <p class="alert" role="alert">
            {refusal}
          </p>
        )}
      </div>
      <div id="members">
        <Tabs
          label={say.among}
          tabs={amongAll.map((among) => ({ href: pathAmong(among, asked.words), text: say.amongWhom[among] }))}
          current={pathAmong(asked.among, asked.words)}
        />
        <Found {...model} />
        <Further {...model} />
      </div>
    </DeskLayout>
  );
}

const pathAmong = (among: MembersAmong, words: string): string => membersPath({ words, among, before: null });

function Found(model: MembersModel): JSX.Element {
  const { say, asked, members } = model;
  const { words, among } = asked;
  if (!members.length) {
    const nobody = words
      ? { title: say.foundNobody, children: say.foundNobodyMore }
      : { title: say.nobodySuspended, children: say.nobodySuspendedMore };
    const action = { href: '/manage/members', text: say.all };
    return <EmptyState drawing="quiet" heading="h2" action={action} {...nobody} />;
  }
  return (
    <>
      <h2 class={words || among === 'all' ? 'desk-list-title' : 'hidden-text'}>
        {words ? say.found(words) : among === 'all' ? say.membersAbout : say.amongWhom[among]}
        {words && <a href={pathAmong(among, '')}>{say.all}</a>}
      </h2>
      <ul class="rows desk-members">
        {members.map((member) => (
          <MemberRow {...{ model, member }} />
        ))}
      </ul>
    </>
  );
}

function Further({ visit, say, asked, next }: MembersModel): JSX.Element | null {
  if (next === null && asked.before === null) return null;
  return (
    <nav class="pager" aria-label={visit.reader.say.pages}>
      {asked.before !== null && <a href={membersPath({ ...asked, before: null })}>{say.first}</a>}
      {next !== null && (
        <a class="next" href={membersPath({ ...asked, before: next })} rel="next">
          {say.more}
        </a>
      )}
    </nav>
  );
}

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
  const { visit, say, asked } = model;
  const { id, is_admin: isAdministrator, nickname } = member.card;
  const act = { token: visit.formToken, class: '' };
  const here = { id: String(id), ...askedFields(asked) };
  const role = { ...act, action: '/manage/members/role', fields: { ...here, is_admin: 'false' } };
  const status = { ...act, action: '/manage/members/status', fields: { ...here, status: '1' } };
  if (isAdministrator || isSuspended(member))
    return (
      <Menu label={say.act(nickname)}>
        {isAdministrator ? (
          <ActionButton {...role} icon="close" text={say.takeAdministrator} />
        ) : (
          <ActionButton {...status} icon="check" text={say.restore} />
        )}
      </Menu>
    );
  const query = new URLSearchParams(askedFields(asked));
  const pathTo = (decision: string): string => `/manage/members/${id}/${decision}${query.size ? `?${query}` : ''}`;
  return (
    <Menu label={say.act(nickname)}>
      <a href={pathTo('administrator')}>
        <Icon name="manage" />
        {say.makeAdministrator}
      </a>
      <a class="danger" href={pathTo('suspend')}>
        <Icon name="block" />
        {say.suspend}
      </a>
    </Menu>
  );
}
