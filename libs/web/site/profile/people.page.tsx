import type { JSX } from 'preact';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { Back, FollowButton, Icon, Pager, PersonRow, type PersonView, profilePath, type Tab, Tabs } from '#web/ui';
import { Nothing } from './nothing.js';
import type { ProfileTexts } from './profile.texts.js';

export type ListName = 'following' | 'followers' | 'friends';

interface ListOwner extends PersonView {
  readonly isOwn: boolean;
}

interface Row {
  readonly person: PersonView;
  readonly bio: string;
  readonly isFollowing: boolean;
  /** The viewer stands in the list. */
  readonly isSelf: boolean;
}

interface PeopleModel {
  readonly visit: ReadingVisit;
  readonly say: ProfileTexts;
  readonly list: ListName;
  readonly owner: ListOwner;
  readonly rows: readonly Row[];
  readonly page: number;
  /** Whether there is another page. */
  readonly more: boolean;
}

export function PeoplePage(model: PeopleModel): JSX.Element {
  const { visit, say, list, owner, rows, page, more } = model;
  const { reader, community } = visit;
  const title = titleOf(model);
  const path = pathTo(list, owner);
  const pathOf = (number: number): string => (number > 1 ? `${path}?page=${number}` : path);
  return (
    <SiteLayout visit={visit} meta={{ title: `${title} · ${community}`, description: title }}>
      <header class="head">
        <Back href={profilePath(owner.username)} reader={reader} />
        <h1>{title}</h1>
      </header>
      <Tabs label={say.lists} current={path} tabs={tabsOf(model)} />
      {rows.length > 0 ? (
        <>
          <ul class="rows people" id="people">
            {rows.map((row) => (
              <PersonRow person={row.person} about={row.bio}>
                {visit.viewer && !row.isSelf && <RowAction {...{ ...model, row }} />}
              </PersonRow>
            ))}
          </ul>
          <Pager {...{ page, more, pathOf, reader }} end={say.peopleEnd} feed="#people" />
        </>
      ) : (
        <Nobody {...model} path={path} />
      )}
    </SiteLayout>
  );
}

/** Among friends one writes to each other; elsewhere one follows. */
function RowAction({ visit, say, list, row: { person, isFollowing } }: PeopleModel & { row: Row }): JSX.Element {
  if (list !== 'friends') {
    return (
      <FollowButton {...{ person, isFollowing }} token={visit.formToken} reader={visit.reader} back={visit.here} />
    );
  }
  const text = say.whisper(person.name);
  return (
    <a class="icon-link edged" href={`/whispers/${encodeURIComponent(person.username)}`} aria-label={text} title={text}>
      <Icon name="whisper" />
    </a>
  );
}

function Nobody(model: PeopleModel & { path: string }): JSX.Element {
  const { visit, say, list, owner, page, path } = model;
  if (page > 1) {
    return (
      <Nothing icon="members" title={visit.say.noPage} more={visit.say.noPageMore}>
        <a class="button quiet" href={path}>
          {say.list[list]}
        </a>
      </Nothing>
    );
  }
  if (!owner.isOwn && list !== 'friends') return <Nothing icon="members" title={say.emptyList[list](owner.name)} />;
  return (
    <Nothing icon="members" title={say.emptyOwn[list]} more={say.emptyOwnMore[list]}>
      <a class="button" href={list === 'followers' ? '/compose' : '/search'}>
        {list === 'followers' ? visit.say.compose : say.findPeople}
      </a>
    </Nothing>
  );
}

function titleOf({ say, list, owner }: PeopleModel): string {
  if (owner.isOwn || list === 'friends') return say.list[list];
  return list === 'following' ? say.followingOf(owner.name) : say.followersOf(owner.name);
}

const pathTo = (list: ListName, owner: PersonView): string =>
  list === 'friends' ? '/friends' : `${profilePath(owner.username)}/${list}`;

function tabsOf({ visit, say, owner }: PeopleModel): Tab[] {
  const lists: ListName[] = ['following', 'followers'];
  if (owner.isOwn && visit.settings.useFriendship) lists.push('friends');
  return lists.map((list) => ({ href: pathTo(list, owner), text: say.list[list] }));
}
