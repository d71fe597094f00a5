import type { JSX } from 'preact';
import type { CommunityStanding } from '#community/administration';
import { Icon, type IconName } from '#web/ui';
import type { DeskModel } from './desk-layout.js';

const steps = ['logo', 'tagline', 'about', 'rules', 'welcome', 'topics', 'post', 'people'] as const;
type Step = (typeof steps)[number];

const waysTo: Readonly<Record<Step, readonly [path: string, icon: IconName]>> = {
  logo: ['/manage/look', 'picture'],
  tagline: ['/manage/look', 'compose'],
  about: ['/manage/texts/about', 'about'],
  rules: ['/manage/texts/rules', 'check'],
  welcome: ['/manage/texts/welcome', 'star'],
  topics: ['/manage/topics', 'topics'],
  post: ['/compose', 'comment'],
  people: ['#invite', 'members'],
};

interface FirstStepsModel extends DeskModel {
  readonly standing: CommunityStanding;
}

/** What makes a place of a community. What is done is gone, and with the last of it all of this. */
export function FirstSteps(model: FirstStepsModel): JSX.Element | null {
  const { say } = model;
  const done = doneOf(model);
  const left = steps.filter((step) => !done[step]);
  if (!left.length) return null;
  return (
    <section>
      <h2>
        {say.stepsTitle} <span class="muted small">{say.stepsDone(steps.length - left.length, steps.length)}</span>
      </h2>
      <p class="muted">{say.stepsAbout}</p>
      <ul class="desk-steps">
        {left.map((step) => (
          <li>
            <span class="desk-sign">
              <Icon name={waysTo[step][1]} />
            </span>
            <div>
              <a href={waysTo[step][0]}>{say.steps[step].title}</a>
              <p class="muted small">{say.steps[step].more}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function doneOf({ visit: { settings }, standing: { texts, posts, members } }: FirstStepsModel): Record<Step, boolean> {
  return {
    logo: settings.logo !== '',
    tagline: settings.tagline !== '',
    about: texts.includes('about'),
    rules: texts.includes('rules'),
    welcome: texts.includes('welcome'),
    topics: settings.featuredTopics !== '',
    post: posts > 0,
    people: members > 1,
  };
}
