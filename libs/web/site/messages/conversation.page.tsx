import type { JSX } from 'preact';
import { type FormState, type ReadingVisit, SiteLayout } from '#web/shell';
import {
  Avatar,
  Back,
  exactTime,
  Form,
  Icon,
  type PersonView,
  profilePath,
  type Reader,
  RichText,
  spokenNumber,
  TextArea,
} from '#web/ui';
import { clockOf, dayOf, spokenDay } from './days.js';
import type { MessagesTexts } from './messages.texts.js';
import { conversationPath } from './notice-rows.js';

interface Line {
  readonly id: number;
  readonly isOwn: boolean;
  readonly content: string;
  readonly at: Date;
}

export interface ConversationModel {
  readonly visit: ReadingVisit;
  readonly say: MessagesTexts;
  readonly other: PersonView;
  /** The oldest first. */
  readonly lines: readonly Line[];
  readonly older: boolean;
  readonly isLatest: boolean;
  readonly state: FormState;
  /** How many the reader may still send today. */
  readonly left: number;
  /** Why nothing can be written, as far as the reader may know. */
  readonly obstacle: 'banned' | 'blocked' | null;
}

export function ConversationPage(model: ConversationModel): JSX.Element {
  const { visit, say, other } = model;
  const { reader, community } = visit;
  return (
    <SiteLayout
      visit={visit}
      current="/messages"
      meta={{ title: `${say.withName(other.name)} · ${community}`, description: say.withName(other.name) }}
    >
      <header class="head talk-head">
        <Back href="/whispers" reader={reader} />
        <Avatar of={other} little />
        <h1>
          <a class="quiet-link" href={profilePath(other.username)}>
            {other.name}
          </a>
        </h1>
      </header>
      <Talk {...model} />
      <Writing {...model} />
    </SiteLayout>
  );
}

function Talk({ visit: { reader }, say, other, lines, older, isLatest }: ConversationModel): JSX.Element {
  return (
    <div class="talk">
      {older && (
        <p class="talk-more">
          <a href={`/whispers/${encodeURIComponent(other.username)}?before=${lines[0]!.id}`}>{say.earlier}</a>
        </p>
      )}
      {lines.length === 0 ? (
        <p class="talk-begin muted">{say.begin(other.name)}</p>
      ) : (
        <Lines {...{ lines, reader, say, other }} />
      )}
      {!isLatest && (
        <p class="talk-more">
          <a href={conversationPath(other.username)}>{say.latest}</a>
        </p>
      )}
      <span id="latest" />
    </div>
  );
}

interface LinesProps {
  readonly lines: readonly Line[];
  readonly reader: Reader;
  readonly say: MessagesTexts;
  readonly other: PersonView;
}

/** Lines of one writer within so many milliseconds show their time once. */
const together = 5 * 60_000;

function Lines({ lines, reader, say, other }: LinesProps): JSX.Element {
  return (
    <ol class="lines">
      {lines.map((line, index) => {
        const [before, after] = [lines[index - 1], lines[index + 1]];
        const isNewDay = !before || dayOf(before.at, reader) !== dayOf(line.at, reader);
        const goesOn = after?.isOwn === line.isOwn && after.at.getTime() - line.at.getTime() < together;
        return (
          <>
            {isNewDay && (
              <li class="day">
                <span>{spokenDay(line.at, reader)}</span>
              </li>
            )}
            <li class={line.isOwn ? 'line own' : 'line'} id={`line-${line.id}`}>
              <p class="bubble">
                <span class="hidden-text">{line.isOwn ? say.you : `${other.name}:`} </span>
                <RichText text={line.content} />
              </p>
              {!goesOn && (
                <time class="muted" datetime={line.at.toISOString()} title={exactTime(line.at, reader)}>
                  {clockOf(line.at, reader)}
                </time>
              )}
            </li>
          </>
        );
      })}
    </ol>
  );
}

function Writing({ visit, say, other, state, left, obstacle }: ConversationModel): JSX.Element {
  const { reader, formToken } = visit;
  if (reader.isFrozen) return <p class="note talk-note">{visit.say.readOnly}</p>;
  if (obstacle === 'banned') return <p class="note talk-note">{say.banned}</p>;
  if (obstacle === 'blocked') {
    return (
      <p class="note talk-note">
        {say.blocked(other.name)} <a href={profilePath(other.username)}>{say.toProfile}</a>
      </p>
    );
  }
  if (left <= 0 && !state.values['content']) return <p class="note talk-note">{say.usedUp}</p>;
  return (
    <div class="talk-write">
      <Form {...{ reader, state }} token={formToken} action={`/whispers/${encodeURIComponent(other.username)}`}>
        <TextArea
          name="content"
          label={say.content}
          help={say.help(spokenNumber(left, reader.locale))}
          state={state}
          placeholder={say.write(other.name)}
          rows={2}
          required
        />
        <button class="button" data-send>
          <Icon name="up" />
          {say.send}
        </button>
      </Form>
    </div>
  );
}
