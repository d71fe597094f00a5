import type { JSX } from 'preact';
import type { OwnSession } from '#community/identity';
import type { ReadingVisit } from '#web/shell';
import { ActionButton, Time } from '#web/ui';
import { deviceOf } from './devices.js';
import { SettingsFrame, settingsOf } from './settings-frame.js';

interface SessionsModel {
  readonly visit: ReadingVisit;
  readonly sessions: readonly OwnSession[];
  readonly currentId: number;
}

/** This device first, whatever was used last. */
export function SessionsSettingsPage({ visit, sessions, currentId }: SessionsModel): JSX.Element {
  const say = settingsOf(visit);
  const others = sessions.filter(({ id }) => id !== currentId);
  const listed = [...sessions.filter(({ id }) => id === currentId), ...others];
  return (
    <SettingsFrame visit={visit} section="sessions" wide>
      <p class="list-lead">{say.sessionsLead}</p>
      <ul class="rows">
        {listed.map((session) => (
          <SessionRow visit={visit} session={session} isHere={session.id === currentId} />
        ))}
      </ul>
      {others.length > 0 && (
        <div class="list-lead">
          <ActionButton
            action="/settings/sessions/end-others"
            token={visit.formToken}
            text={say.endOthers}
            class="button danger quiet"
          />
        </div>
      )}
    </SettingsFrame>
  );
}

interface RowProps {
  readonly visit: ReadingVisit;
  readonly session: OwnSession;
  readonly isHere: boolean;
}

function SessionRow({ visit, session: { id, ip, userAgent, createdAt, lastSeenAt }, isHere }: RowProps): JSX.Element {
  const { reader, formToken } = visit;
  const say = settingsOf(visit);
  return (
    <li class="row">
      <div class="row-text">
        <b title={userAgent}>{deviceOf(userAgent) || say.unknownDevice}</b>
        {isHere && <span class="mark-here">{say.here}</span>}
        <p class="muted small">
          {say.lastSeen} <Time at={lastSeenAt} reader={reader} /> · {say.signedIn}{' '}
          <Time at={createdAt} reader={reader} />
          {ip && ` · ${ip}`}
        </p>
      </div>
      <div class="row-act">
        <ActionButton
          action="/settings/sessions/end"
          token={formToken}
          text={say.end}
          fields={{ id: String(id) }}
          class="button quiet small"
        />
      </div>
    </li>
  );
}
