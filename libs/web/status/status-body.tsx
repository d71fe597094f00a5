import type { JSX } from 'preact';
import type { TenantState } from '#kernel/scope';
import {
  type Incident,
  type Look,
  type Maintenance,
  type Notices,
  type Overall,
  overall,
  phaseOf,
  wordsIn,
} from '#platform/status';
import { exactTime, Icon, momentIn, type Reader, spanIn } from '#web/ui';
import { type Day, daysOf } from './days.js';
import { type StatusTexts, statusTexts } from './status.texts.js';

export interface StatusModel {
  readonly reader: Reader;
  readonly look: Look;
  readonly notices: Notices;
  /** Of the community that is looked at; none on the platform's own page. */
  readonly community?: { readonly state: TenantState; readonly reason: string };
}

interface Part extends StatusModel {
  readonly say: StatusTexts;
}

/** All that the page says, whatever stands around it. */
export function StatusBody(model: StatusModel): JSX.Element {
  const { reader, notices } = model;
  const part: Part = { ...model, say: statusTexts[reader.locale] };
  return (
    <>
      <header class="head">
        <h1>{part.say.title}</h1>
      </header>
      <Now {...part} />
      <GoingOn {...part} />
      <Planned {...part} />
      <Parts {...part} />
      <History {...part} days={daysOf(notices, reader.timeZone)} />
    </>
  );
}

const signs = { operational: 'check', maintenance: 'history', degraded: 'cover', outage: 'cover' } as const;

function Now({ say, look, notices, reader }: Part): JSX.Element {
  const state = overall(look.components, notices, notices.now);
  return (
    <div class={`status-now ${state}`} data-state={state}>
      <Icon name={signs[state]} />
      <p>
        {say.overall[state]}
        <small>
          <time datetime={look.at.toISOString()}>{say.looked(momentIn(look.at, reader))}</time>
        </small>
      </p>
    </div>
  );
}

function GoingOn({ say, reader, notices }: Part): JSX.Element | null {
  const open = notices.incidents.filter(({ resolvedAt }) => resolvedAt === null);
  if (open.length === 0) return null;
  return (
    <section class="status-part">
      <h2>{say.now}</h2>
      {open.map((incident) => (
        <IncidentCard {...{ incident, say, reader }} />
      ))}
    </section>
  );
}

function Planned({ say, reader, notices }: Part): JSX.Element {
  const ahead = notices.maintenances.filter((one) => ['planned', 'running'].includes(phaseOf(one, notices.now)));
  return (
    <section class="status-part">
      <h2>{say.planned}</h2>
      {ahead.length === 0 && <p class="muted">{say.nothingPlanned}</p>}
      {ahead.toReversed().map((work) => (
        <WorkCard {...{ work, say, reader, now: notices.now }} />
      ))}
    </section>
  );
}

function Parts({ say, look, community }: Part): JSX.Element {
  const life = community && say.lives[community.state as keyof StatusTexts['lives']];
  return (
    <section class="status-part">
      <h2>{say.parts}</h2>
      <ul class="status-rows">
        {life && (
          <li>
            <span>{say.community}</span>
            <span class={community.state === 'active' ? 'up' : 'down'}>{life}</span>
          </li>
        )}
        {look.components.map(({ name, state }) => (
          <li data-component={name}>
            <span>{say.components[name]}</span>
            <span class={state}>{say.states[state]}</span>
          </li>
        ))}
      </ul>
      {community?.reason && <p class="muted">{community.reason}</p>}
    </section>
  );
}

function History({ say, reader, notices, days }: Part & { days: readonly Day[] }): JSX.Element {
  const incidents = notices.incidents.filter(({ resolvedAt }) => resolvedAt !== null);
  const works = notices.maintenances.filter((one) => ['over', 'cancelled'].includes(phaseOf(one, notices.now)));
  return (
    <section class="status-part">
      <h2>{say.history}</h2>
      <DayStrip {...{ days, say }} />
      {incidents.length + works.length === 0 ? (
        <p class="muted">{say.calm}</p>
      ) : (
        <>
          <h2>{say.earlier}</h2>
          {incidents.map((incident) => (
            <IncidentCard {...{ incident, say, reader }} />
          ))}
          {works.map((work) => (
            <WorkCard {...{ work, say, reader, now: notices.now }} />
          ))}
        </>
      )}
    </section>
  );
}

const isBad = ({ state }: Day): boolean => state === 'degraded' || state === 'outage';

/** One stroke for each day. Who cannot see them is told how many were bad; the list below says the rest. */
const DayStrip = ({ days, say }: { days: readonly Day[]; say: StatusTexts }): JSX.Element => (
  <figure>
    <svg
      class="days"
      viewBox={`0 0 ${days.length * 4} 34`}
      preserveAspectRatio="none"
      role="img"
      aria-label={say.days(days.filter(isBad).length)}
    >
      {days.map(({ name, state }, index) => (
        <rect class={state} x={index * 4} y="0" width="3" height="34" data-day={name}>
          <title>{`${name}: ${say.day[state]}`}</title>
        </rect>
      ))}
    </svg>
    <figcaption class="days-ends small muted">
      <span>{say.ago}</span>
      <span>{say.today}</span>
    </figcaption>
  </figure>
);

interface Shown {
  readonly say: StatusTexts;
  readonly reader: Reader;
}

const IncidentCard = ({ incident, say, reader }: Shown & { incident: Incident }): JSX.Element => (
  <article class="notice-card" id={`incident-${incident.id}`}>
    <h3>{wordsIn(incident.title, reader.locale)}</h3>
    <p class="small muted">
      {incident.resolvedAt
        ? spanIn(incident.startedAt, incident.resolvedAt, reader)
        : say.since(momentIn(incident.startedAt, reader))}
    </p>
    <ol class="notice-steps">
      {incident.updates.map(({ state, text, at }) => (
        <li>
          <p>
            <b>{say.steps[state]}</b>{' '}
            <time class="small muted" datetime={at.toISOString()} title={exactTime(at, reader)}>
              {momentIn(at, reader)}
            </time>
          </p>
          <p>{wordsIn(text, reader.locale)}</p>
        </li>
      ))}
    </ol>
  </article>
);

function WorkCard({ work, say, reader, now }: Shown & { work: Maintenance; now: Date }): JSX.Element {
  const { id, title, text, startsAt, endsAt, emergency } = work;
  const word = { planned: null, running: say.running, over: say.isOver, cancelled: say.cancelled }[phaseOf(work, now)];
  return (
    <article class="notice-card" id={`maintenance-${id}`}>
      <h3>{wordsIn(title, reader.locale)}</h3>
      <p class="small muted">
        <time datetime={startsAt.toISOString()}>{spanIn(startsAt, endsAt, reader)}</time>
        {word && ` · ${word}`}
      </p>
      <p>{wordsIn(text, reader.locale)}</p>
      {emergency && <p class="small muted">{say.emergency(emergency)}</p>}
    </article>
  );
}

/** In one word, for who only wants to know that. */
export const overallOf = ({ look, notices }: Pick<StatusModel, 'look' | 'notices'>): Overall =>
  overall(look.components, notices, notices.now);
