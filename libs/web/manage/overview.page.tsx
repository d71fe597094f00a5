import type { JSX } from 'preact';
import type { QuotaUse } from '#kernel/quotas';
import type { CommunityStanding } from '#community/administration';
import type { Presence } from '#community/identity';
import { spokenNumber } from '#web/ui';
import { DeskLayout, type DeskModel } from './desk-layout.js';
import { FirstSteps } from './first-steps.js';
import { spokenSpace } from './spoken-space.js';
import { usagePath } from './usage.page.js';
import type { UsageTexts } from './usage.texts.js';

interface OverviewModel extends DeskModel {
  readonly standing: CommunityStanding;
  readonly presence: Presence;
  /** Bytes that files may have in all; null: no limit. */
  readonly room: number | null;
  readonly usage: UsageTexts;
  /** Of what little is left. */
  readonly scarce: readonly QuotaUse[];
}

export const OverviewPage = (model: OverviewModel): JSX.Element => (
  <DeskLayout {...model} place="overview">
    <div class="settings">
      <Scarce {...model} />
      <Figures {...model} />
      <FirstSteps {...model} />
      <Inviting {...model} />
    </div>
  </DeskLayout>
);

const Scarce = ({ usage, scarce }: OverviewModel): JSX.Element | null =>
  scarce.length === 0 ? null : (
    <p role="status">
      <span class="desk-mark bad">{usage.little}</span>
      {scarce.map(({ quota }) => usage.names[quota]).join(usage.comma)} · <a href={usagePath}>{usage.usage}</a>
    </p>
  );

function Figures({ visit: { reader }, say, standing, presence, room }: OverviewModel): JSX.Element {
  const { locale } = reader;
  const number = (value: number): string => spokenNumber(value, locale);
  const { members, newMembers, posts, newPosts, writers, bytes } = standing;
  const figures: [name: string, figure: string, note: string, href?: string][] = [
    [say.figureMembers, number(members), say.thisWeek(number(newMembers)), '/manage/members'],
    [say.figurePosts, number(posts), say.thisWeek(number(newPosts))],
    [say.figureWriters, number(writers), say.figureWritersMore],
    [say.figureNow, number(presence.now), say.figureMost(number(presence.most))],
    [
      say.figureSpace,
      spokenSpace(bytes, locale),
      room === null ? say.spaceFree : say.spaceOf(spokenSpace(room, locale)),
      usagePath,
    ],
  ];
  return (
    <dl class="desk-figures">
      {figures.map(([name, figure, note, href]) => (
        <div>
          <dt>
            {href ? <a href={href}>{name}</a> : name} <span class="desk-note">{note}</span>
          </dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
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
