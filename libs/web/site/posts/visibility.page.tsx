import type { JSX } from 'preact';
import { SiteLayout } from '#web/shell';
import { type Audience, Back, Icon, type IconName } from '#web/ui';
import { AskedForm, type AskedOfPost, AskedPart } from './asked-part.js';

/** In the numbers of the wire. */
const levels: readonly (readonly [value: number, audience: Audience, icon: IconName])[] = [
  [0, 'public', 'language'],
  [3, 'following', 'follow'],
  [2, 'friend', 'members'],
  [1, 'private', 'unseen'],
];

export function VisibilityPage(asked: AskedOfPost): JSX.Element {
  const { visit, say, back } = asked;
  return (
    <SiteLayout visit={visit} meta={{ title: `${say.whoSees} · ${visit.community}`, description: say.whoSees }}>
      <header class="head">
        <Back href={back} reader={visit.reader} />
        <h1>{say.whoSees}</h1>
      </header>
      <div class="sheet wide">
        <Levels {...asked} inPlace={false} />
      </div>
    </SiteLayout>
  );
}

export const VisibilityPart = (asked: AskedOfPost): JSX.Element => (
  <AskedPart visit={asked.visit} title={asked.say.whoSees}>
    <Levels {...asked} inPlace />
  </AskedPart>
);

function Levels({ inPlace, ...asked }: AskedOfPost & { inPlace: boolean }): JSX.Element {
  const { visit, say, post, back } = asked;
  const shown = levels.filter(
    ([, audience]) => audience !== 'friend' || visit.settings.useFriendship || post.audience === 'friend',
  );
  return (
    <AskedForm asked={asked} act="visibility" class="form plain" inPlace={inPlace}>
      <fieldset class="fieldset choice-rows">
        <legend class="hidden-text">{say.whoSees}</legend>
        {shown.map(([value, audience, icon]) => (
          <label class="choice-row">
            <input
              type="radio"
              name="visibility"
              value={value}
              checked={audience === post.audience}
              autofocus={(inPlace && audience === post.audience) || undefined}
            />
            <Icon name={icon} />
            <span>
              <b>{say.audiences[audience]}</b>
              <span class="muted small">{say.audiencesMore[audience]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="actions">
        <button class="button">{say.save}</button>
        {inPlace && (
          <a class="button quiet" href={back} data-close>
            {say.cancel}
          </a>
        )}
      </div>
    </AskedForm>
  );
}
