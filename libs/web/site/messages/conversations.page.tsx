import type { JSX } from 'preact';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { Avatar, EmptyState, Handle, Pager, type PersonView, Time } from '#web/ui';
import { MessagesHead } from './messages.page.js';
import type { MessagesTexts } from './messages.texts.js';
import { conversationPath } from './notice-rows.js';

interface ShownConversation {
  readonly id: number;
  /** Null: who has left. */
  readonly other: PersonView | null;
  readonly content: string;
  readonly isOwn: boolean;
  readonly at: Date;
  readonly unread: number;
}

interface ConversationsModel {
  readonly visit: ReadingVisit;
  readonly say: MessagesTexts;
  readonly rows: readonly ShownConversation[];
  readonly page: number;
  readonly more: boolean;
}

export function ConversationsPage({ visit, say, rows, page, more }: ConversationsModel): JSX.Element {
  const pathOf = (number: number): string => (number > 1 ? `/whispers?page=${number}` : '/whispers');
  return (
    <SiteLayout
      visit={visit}
      current="/messages"
      meta={{ title: `${say.whispersTitle} · ${visit.community}`, description: say.whispersAbout }}
    >
      <MessagesHead {...{ visit, say }} filter="whisper" />
      {rows.length > 0 ? (
        <>
          <ul class="rows" id="conversations">
            {rows.map((row) => (
              <Row {...{ visit, say, row }} />
            ))}
          </ul>
          <Pager {...{ page, more, pathOf }} reader={visit.reader} end={say.end} feed="#conversations" />
        </>
      ) : (
        <EmptyState heading="h2" drawing="quiet" title={say.nothing} action={{ href: '/', text: say.findPeople }}>
          {say.nothingMore.whisper}
        </EmptyState>
      )}
    </SiteLayout>
  );
}

interface RowProps {
  readonly visit: ReadingVisit;
  readonly say: MessagesTexts;
  readonly row: ShownConversation;
}

function Row({ visit, say, row: { other, content, isOwn, at, unread } }: RowProps): JSX.Element {
  return (
    <li class={unread ? 'row talk-row unread' : 'row talk-row'}>
      {other ? <Avatar of={other} /> : <span class="avatar" />}
      <div class="row-text">
        <p class="talk-who">
          {other ? (
            <a class="open" href={conversationPath(other.username)}>
              <b>{other.name}</b> <Handle of={other} />
            </a>
          ) : (
            <b>{say.somebody}</b>
          )}
          <span class="muted small">
            <Time at={at} reader={visit.reader} />
          </span>
        </p>
        <p class="excerpt">
          {isOwn && <b>{say.you} </b>}
          {content}
        </p>
      </div>
      {unread > 0 && (
        <span class="badge">
          {Math.min(unread, 99)}
          <span class="hidden-text"> {visit.reader.say.unread}</span>
        </span>
      )}
    </li>
  );
}
