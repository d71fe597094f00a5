import type { ComponentChildren, JSX } from 'preact';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { type WelcomeTexts, welcomeTexts } from './welcome.texts.js';

export const steps = ['/welcome', '/welcome/topics', '/welcome/people', '/welcome/done'] as const;

interface WelcomeStepProps {
  readonly visit: ReadingVisit;
  /** 1 to 3. */
  readonly number: number;
  readonly title: string;
  readonly lead: string;
  readonly children: ComponentChildren;
}

/** One of the three steps after joining; each can be passed over. */
export function WelcomeStep({ visit, number, title, lead, children }: WelcomeStepProps): JSX.Element {
  const say = sayOf(visit);
  const all = steps.length - 1;
  return (
    <SiteLayout visit={visit} meta={{ title: `${title} · ${visit.community}`, description: lead }}>
      <div class="sheet wide welcome-step">
        <p class="steps">
          {steps.slice(0, all).map((_, index) => (
            <span class={index < number ? 'past' : undefined} />
          ))}
          <b>{say.step(number, all)}</b>
        </p>
        {number === 1 && <p class="greeting">{say.welcome(visit.community)}</p>}
        <h1>{title}</h1>
        <p>{lead}</p>
        {children}
      </div>
    </SiteLayout>
  );
}

export const sayOf = ({ reader }: ReadingVisit): WelcomeTexts => welcomeTexts[reader.locale];

/** Whoever passes it over goes on without a word. */
export const StepEnd = ({ visit, number }: { visit: ReadingVisit; number: number }): JSX.Element => (
  <p class="step-end">
    <a class="button quiet" href={steps[number]}>
      {sayOf(visit).skip}
    </a>
    <button class="button">{sayOf(visit).goOn}</button>
  </p>
);

/** Where there is nothing to choose from. */
export const NothingToChoose = ({
  visit,
  number,
  children,
}: {
  visit: ReadingVisit;
  number: number;
  children: ComponentChildren;
}): JSX.Element => (
  <>
    <p class="note">{children}</p>
    <p class="step-end">
      <a class="button" href={steps[number]}>
        {sayOf(visit).goOn}
      </a>
    </p>
  </>
);
