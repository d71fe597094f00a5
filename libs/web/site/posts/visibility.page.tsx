import type { JSX } from 'preact';
import { SiteLayout } from '#web/shell';
import { type Audience, Back, Form, Icon, type IconName, postPath } from '#web/ui';
import type { AskedOfPost } from './delete-post.page.js';

/** In the numbers of the wire. */
const levels: readonly (readonly [value: number, audience: Audience, icon: IconName])[] = [
  [0, 'public', 'language'],
  [3, 'following', 'follow'],
  [2, 'friend', 'members'],
  [1, 'private', 'unseen'],
];

export function VisibilityPage({ visit, say, post, back }: AskedOfPost): JSX.Element {
  const { reader, community, formToken, settings } = visit;
  const shown = levels.filter(
    ([, audience]) => audience !== 'friend' || settings.useFriendship || post.audience === 'friend',
  );
  return (
    <SiteLayout visit={visit} meta={{ title: `${say.whoSees} · ${community}`, description: say.whoSees }}>
      <header class="head">
        <Back href={back} reader={reader} />
        <h1>{say.whoSees}</h1>
      </header>
      <div class="sheet wide">
        <Form reader={reader} token={formToken} action={`${postPath(post.id)}/visibility`} class="form plain">
          <input type="hidden" name="back" value={back} />
          <fieldset class="fieldset choice-rows">
            <legend class="hidden-text">{say.whoSees}</legend>
            {shown.map(([value, audience, icon]) => (
              <label class="choice-row">
                <input type="radio" name="visibility" value={value} checked={audience === post.audience} />
                <Icon name={icon} />
                <span>
                  <b>{say.audiences[audience]}</b>
                  <span class="muted small">{say.audiencesMore[audience]}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <button class="button">{say.save}</button>
        </Form>
      </div>
    </SiteLayout>
  );
}
