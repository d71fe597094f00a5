import type { JSX } from 'preact';
import type { MessageFilter } from '#community/messages';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { ActionButton, Avatar, EmptyState, Icon, type IconName, Pager, Tabs, Time } from '#web/ui';
import type { MessagesTexts } from './messages.texts.js';
import type { NoticeRow, RowKind } from './notice-rows.js';

export interface MessagesModel {
  readonly visit: ReadingVisit;
  readonly say: MessagesTexts;
  readonly filter: MessageFilter;
  readonly rows: readonly NoticeRow[];
  readonly page: number;
  readonly more: boolean;
  /** Why what was just asked for could not be done. */
  readonly refusal?: string;
}

const filters = ['all', 'unread', 'mention', 'whisper', 'requesting', 'system'] as const;
const filterPath = (filter: MessageFilter): string =>
  filter === 'all' ? '/messages' : filter === 'whisper' ? '/whispers' : `/messages?style=${filter}`;

export function MessagesPage(model: MessagesModel): JSX.Element {
  const { visit, say, filter, rows, page, more, refusal } = model;
  return (
    <SiteLayout
      visit={visit}
      current="/messages"
      meta={{ title: `${say.title} · ${visit.community}`, description: say.title }}
    >
      <MessagesHead {...{ visit, say, filter }} />
      {refusal && (
        <p class="alert talk-note" role="alert">
          {refusal}
        </p>
      )}
      {rows.length > 0 ? (
        <>
          <ul class="notices" id="notices">
            {rows.map((row) => (
              <Row {...{ visit, say, row, filter }} />
            ))}
          </ul>
          <Pager
            {...{ page, more }}
            pathOf={(number) => pagePath(filter, number)}
            reader={visit.reader}
            end={say.end}
            feed="#notices"
          />
        </>
      ) : (
        <Nothing {...model} />
      )}
    </SiteLayout>
  );
}

/** Above the lists of messages and of conversations. */
export function MessagesHead({
  visit: { own, formToken },
  say,
  filter,
}: {
  readonly visit: ReadingVisit;
  readonly say: MessagesTexts;
  readonly filter: MessageFilter;
}): JSX.Element {
  return (
    <>
      <header class="head">
        <h1>{say.title}</h1>
        {own!.unread > 0 && (
          <span class="count">
            <ActionButton
              action="/messages/read-all"
              token={formToken}
              text={say.readAll}
              icon="check"
              class="button quiet small"
              fields={{ back: filterPath(filter) }}
            />
          </span>
        )}
      </header>
      <Tabs
        label={say.filters}
        tabs={filters.map((name) => ({ href: filterPath(name), text: say.tabs[name] }))}
        current={filterPath(filter)}
      />
    </>
  );
}

const pagePath = (filter: MessageFilter, page: number): string => {
  const query = new URLSearchParams({
    ...(filter !== 'all' && { style: filter }),
    ...(page > 1 && { page: `${page}` }),
  });
  return query.size ? `/messages?${query}` : '/messages';
};

const icons: Partial<Record<RowKind, IconName>> = {
  quoted: 'repeat',
  repeated: 'repeat',
  removed: 'remove',
  whispered: 'whisper',
  friendRequested: 'follow',
  other: 'about',
};
const shownFaces = 5;

interface RowProps {
  readonly visit: ReadingVisit;
  readonly say: MessagesTexts;
  readonly row: NoticeRow;
  readonly filter: MessageFilter;
}

function Row({ visit, say, row, filter }: RowProps): JSX.Element {
  const { formToken } = visit;
  const { href, isUnread, ids, kind } = row;
  const back = filterPath(filter);
  return (
    <li class={`notice is-${kind}${isUnread ? ' unread' : ''}`} id={`message-${row.id}`}>
      <span class="sign">
        <Icon name={icons[kind] ?? 'comment'} />
      </span>
      <div class="notice-text">
        <What {...{ visit, say, row }} />
        <Excerpt {...{ say, row }} />
        {row.request && <Request {...{ say, row, back }} token={formToken} />}
      </div>
      {isUnread && !href && (
        <ActionButton
          action={`/messages/${row.id}/read`}
          token={formToken}
          text={say.read}
          icon="check"
          class="icon-button"
          fields={{ also: ids.join('.'), back }}
          iconOnly
        />
      )}
    </li>
  );
}

function What({ visit, say, row }: Pick<RowProps, 'visit' | 'say' | 'row'>): JSX.Element {
  const { people, href, isUnread } = row;
  return (
    <>
      {people.length > 0 && (
        <span class="faces">
          {people.slice(0, shownFaces).map((one) => (
            <Avatar of={one} little />
          ))}
        </span>
      )}
      <p class="what">
        {isUnread && <span class="dot" role="img" aria-label={say.isNew} />}
        {href ? (
          <a class="open" href={isUnread ? openPath(row) : href}>
            <Told {...{ visit, say, row }} />
          </a>
        ) : (
          <Told {...{ visit, say, row }} />
        )}
        <span class="muted small">
          {' · '}
          <Time at={row.at} reader={visit.reader} />
        </span>
      </p>
    </>
  );
}

/** By which it is read as well. */
const openPath = ({ id, ids }: NoticeRow): string =>
  `/messages/${id}${ids.length > 1 ? `?also=${ids.slice(1).join('.')}` : ''}`;

/** Who did what. */
function Told({ visit, say, row }: Pick<RowProps, 'visit' | 'say' | 'row'>): JSX.Element {
  const name = row.isFromCommunity ? visit.community : (row.people[0]?.name ?? say.somebody);
  return (
    <>
      <b>{name}</b> {whatOf(say, row)}
    </>
  );
}

function whatOf(say: MessagesTexts, { kind, brief, ids, people, isOwn }: NoticeRow): string {
  if (kind === 'removed') return say.removed;
  if (kind === 'other') return brief;
  if (kind === 'whispered' && ids.length > 1) return say.whispers(ids.length);
  if (kind === 'whispered' && isOwn) return say.wrote;
  return say.kinds[kind](Math.max(people.length - 1, 0));
}

function Excerpt({ say, row }: Pick<RowProps, 'say' | 'row'>): JSX.Element | null {
  const { href, excerpt, kind, isOwn, isCommentGone, isFromCommunity } = row;
  if (!href && !isFromCommunity && kind !== 'whispered' && kind !== 'friendRequested')
    return <p class="excerpt gone">{say.gone}</p>;
  if (isCommentGone) return <p class="excerpt gone">{say.commentGone}</p>;
  if (!excerpt) return null;
  return (
    <p class="excerpt">
      {isOwn && <b>{say.you} </b>}
      {excerpt}
    </p>
  );
}

interface RequestProps {
  readonly say: MessagesTexts;
  readonly row: NoticeRow;
  readonly back: string;
  readonly token: string | null;
}

function Request({ say, row: { id, request, people }, back, token }: RequestProps): JSX.Element | null {
  if (request === 'accepted' || request === 'refused') return <p class="muted small">{say[request]}</p>;
  if (people.length === 0) return null;
  const answer = { token, fields: { back } };
  return (
    <div class="actions answer">
      <ActionButton {...answer} action={`/messages/${id}/accept`} text={say.accept} class="button small" />
      <ActionButton {...answer} action={`/messages/${id}/refuse`} text={say.refuse} class="button quiet small" />
    </div>
  );
}

function Nothing({ say, filter, page }: MessagesModel): JSX.Element {
  const first = { href: filterPath(filter), text: say.title };
  if (page > 1)
    return <EmptyState heading="h2" drawing="gone" title={say.noPage} action={first} children={say.noPageMore} />;
  return (
    <EmptyState heading="h2" drawing="quiet" title={say.nothing} action={{ href: '/', text: say.findPeople }}>
      {say.nothingMore[filter]}
    </EmptyState>
  );
}
