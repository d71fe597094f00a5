import type { JSX } from 'preact';
import type { Figures, ReadingVisit } from '#web/shell';
import { Cover, spokenNumber } from '#web/ui';
import type { TimelineTexts } from './timeline.texts.js';

interface WelcomeProps {
  readonly visit: ReadingVisit;
  readonly say: TimelineTexts;
  readonly figures: Figures;
  /** Whether something else is the heading of the page. */
  readonly isBeside: boolean;
}

/** For guests: whose place this is, and how to come in. */
export function Welcome({ visit, say, figures: { members }, isBeside }: WelcomeProps): JSX.Element {
  const { community, settings, reader } = visit;
  const Heading = isBeside ? 'p' : 'h1';
  return (
    <section class="welcome" aria-label={say.hello(community)}>
      {visit.cover !== null && <Cover address={visit.cover} />}
      <Heading class="welcome-title">{say.hello(community)}</Heading>
      <p>{settings.tagline || visit.say.whatItIs(community)}</p>
      <p class="muted small">{say.members(members, spokenNumber(members, reader.locale))}</p>
      {!reader.isFrozen && (
        <p class="welcome-acts">
          {settings.allowUserRegister && (
            <a class="button" href="/sign-up">
              {say.join}
            </a>
          )}
          <a class={settings.allowUserRegister ? 'button quiet' : 'button'} href="/sign-in">
            {say.signIn}
          </a>
        </p>
      )}
    </section>
  );
}
