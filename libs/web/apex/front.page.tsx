import type { JSX } from 'preact';
import { Field, Icon, type IconName } from '#web/ui';
import { ApexLayout } from './apex-layout.js';
import type { ApexVisit } from './apex-visit.js';

const points = [
  ['own', 'home'],
  ['easy', 'check'],
  ['private', 'lock'],
] as const satisfies readonly (readonly [string, IconName])[];

/** What this is, in one screen, and how one begins. */
export function FrontPage({ visit }: { visit: ApexVisit }): JSX.Element {
  const { say } = visit;
  return (
    <ApexLayout visit={visit} title={say.title} description={say.description} path="/">
      <div class="apex-front">
        <div>
          <h1>{say.headline}</h1>
          <p class="apex-lead">{say.lead}</p>
          <ul class="apex-points">
            {points.map(([name, icon]) => (
              <li>
                <Icon name={icon} />
                <b>{say.points[name].title}</b>
                <span>{say.points[name].text}</span>
              </li>
            ))}
          </ul>
        </div>
        <section class="apex-card" aria-labelledby="begin">
          {visit.isOpen ? <Begin visit={visit} /> : <Closed visit={visit} />}
          <a class="apex-other" href="/find">
            <Icon name="search" />
            <span>
              <b>{say.findTitle}</b>
              <span>{say.findLead}</span>
            </span>
          </a>
        </section>
      </div>
    </ApexLayout>
  );
}

/** Leads to the form with the name in it; nothing is sent that anybody would have to keep. */
const Begin = ({ visit: { say } }: { visit: ApexVisit }): JSX.Element => (
  <>
    <h2 id="begin">{say.startTitle}</h2>
    <p>{say.startLead}</p>
    <form class="form" action="/create">
      <Field name="name" label={say.create.name} maxLength={80} autocomplete="off" required />
      <button class="button">{say.start}</button>
    </form>
  </>
);

const Closed = ({ visit: { say } }: { visit: ApexVisit }): JSX.Element => (
  <>
    <h2 id="begin">{say.closed.title}</h2>
    <p>{say.closed.text}</p>
  </>
);
