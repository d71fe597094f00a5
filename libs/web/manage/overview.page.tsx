import type { JSX } from 'preact';
import type { Presence } from '#community/identity';
import { Icon, spokenNumber } from '#web/ui';
import { DeskLayout, type DeskModel } from './desk-layout.js';

const steps = ['logo', 'tagline', 'texts', 'post', 'people'] as const;
type Step = (typeof steps)[number];

const pathOf: Readonly<Record<Step, string>> = {
  logo: '/manage/look',
  tagline: '/manage/look',
  texts: '/manage/texts',
  post: '/compose',
  people: '#invite',
};

interface OverviewModel extends DeskModel {
  readonly members: number;
  readonly posts: number;
  readonly presence: Presence;
  readonly done: Readonly<Record<Step, boolean>>;
}

export function OverviewPage(model: OverviewModel): JSX.Element {
  const isBegun = steps.some((step) => !model.done[step]);
  return (
    <DeskLayout {...model} place="overview">
      <div class="settings">
        <Figures {...model} />
        {isBegun && <FirstSteps {...model} />}
        <Inviting {...model} />
      </div>
    </DeskLayout>
  );
}

function Figures({ visit: { reader }, say, members, posts, presence }: OverviewModel): JSX.Element {
  const figures: [string, number][] = [
    [say.figureMembers, members],
    [say.figurePosts, posts],
    [say.figureNow, presence.now],
    [say.figureMost, presence.most],
  ];
  return (
    <dl class="desk-figures">
      {figures.map(([name, figure]) => (
        <div>
          <dt>{name}</dt>
          <dd>{spokenNumber(figure, reader.locale)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Gone as soon as all of them are done. */
function FirstSteps({ say, done }: OverviewModel): JSX.Element {
  const count = steps.filter((step) => done[step]).length;
  return (
    <section>
      <h2>
        {say.stepsTitle} <span class="muted small">{say.stepsLeft(count, steps.length)}</span>
      </h2>
      <p class="muted">{say.stepsAbout}</p>
      <ul class="desk-steps">
        {steps.map((step) => (
          <li class={done[step] ? 'done' : undefined}>
            <span class="desk-tick">{done[step] && <Icon name="check" />}</span>
            <div>
              {done[step] && <span class="hidden-text">{say.stepDone} </span>}
              <a href={pathOf[step]}>{say.steps[step].title}</a>
              <p class="muted small">{say.steps[step].more}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

const Inviting = ({ visit: { settings, site }, say }: OverviewModel): JSX.Element => (
  <section id="invite">
    <h2>{say.inviteTitle}</h2>
    {settings.allowUserRegister ? (
      <div>
        <p>{say.inviteHow}</p>
        <span class="address desk-address">{site}/sign-up</span>
      </div>
    ) : (
      <p>{say.inviteClosed}</p>
    )}
    <p>
      <a href="/manage/joining">{say.inviteOpen}</a>
    </p>
  </section>
);
