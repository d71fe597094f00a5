import type { ComponentChildren, JSX } from 'preact';
import type { SignupStanding } from '#platform/signups';
import { EmptyState } from '#web/ui';
import { ApexLayout } from './apex-layout.js';
import type { ApexVisit } from './apex-visit.js';

interface StandingModel {
  readonly visit: ApexVisit;
  readonly standing: SignupStanding;
}

interface Shown {
  readonly drawing: 'welcome' | 'quiet' | 'gone';
  readonly title: string;
  readonly text: ComponentChildren;
  readonly note?: string;
  readonly action?: { readonly href: string; readonly text: string };
}

const secondsBetween = 2;

/** What became of a sign-up, for whoever has its address. */
export function StandingPage(model: StandingModel): JSX.Element {
  const { visit, standing } = model;
  const { drawing, title, text, note, action } = shownOf(model);
  return (
    <ApexLayout
      visit={visit}
      title={`${title} · ${visit.say.product}`}
      description={visit.say.description}
      again={standing.state === 'making' ? secondsBetween : undefined}
    >
      <EmptyState {...{ drawing, title, ...(note && { note }), ...(action && { action }) }}>{text}</EmptyState>
    </ApexLayout>
  );
}

function shownOf(model: StandingModel): Shown {
  const { visit, standing } = model;
  const say = visit.say.standing;
  const retry = { href: '/create', text: say.tryAgain };
  switch (standing.state) {
    case 'ready':
      return ready(model);
    case 'making': {
      const action = { href: standing.statusPath, text: say.again };
      return { drawing: 'quiet', title: say.making(standing.name), text: say.makingMore, action };
    }
    case 'waiting':
      return { drawing: 'quiet', title: say.waiting, text: say.waitingMore(standing.email) };
    case 'refused':
      return { drawing: 'gone', title: say.refused, text: withBox(say.refusedMore, standing.reason) };
    case 'expired':
      return { drawing: 'gone', title: say.expired, text: say.expiredMore, action: retry };
    case 'failed':
      return { drawing: 'gone', title: say.failed, text: say.failedMore, action: retry };
  }
}

function ready({ visit, standing: { name, username, url, enterUrl } }: StandingModel): Shown {
  const say = visit.say.standing;
  return {
    drawing: 'welcome',
    title: say.ready(name),
    text: withBox(say.readyMore, url ?? ''),
    note: say.signIn(username),
    action: { href: enterUrl ?? `${url}/sign-in`, text: say.enter },
  };
}

const withBox = (text: string, boxed: string): JSX.Element => (
  <>
    {text}
    <span class="address">{boxed}</span>
  </>
);
