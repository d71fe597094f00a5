import type { JSX } from 'preact';
import type { FormState, ReadingVisit } from '#web/shell';
import { Avatar, Checkbox, Cover, PictureField } from '#web/ui';
import { removalOf } from './own-picture.js';
import { pictureTexts } from './picture.texts.js';

interface FieldsProps {
  readonly visit: ReadingVisit;
  readonly state: FormState;
}

const mayUpload = ({ viewer, settings }: ReadingVisit): boolean => viewer!.hasPhone || !settings.phoneRequired;

/** The own picture, in a form for another one. A script shows what was chosen, and has its part chosen. */
export function AvatarField({ visit, state }: FieldsProps): JSX.Element {
  const say = pictureTexts[visit.reader.locale];
  const own = visit.own!;
  return (
    <div class="own-picture" data-crop="square">
      <Avatar of={own} />
      <div class="own-picture-fields">
        {mayUpload(visit) ? (
          <PictureField name="avatar" label={say.picture} help={say.help} plainly={say.middle} state={state} />
        ) : (
          <p class="muted">{say.needsPhone}</p>
        )}
        {own.avatar.startsWith('/media/') && (
          <Checkbox name={removalOf('avatar')} label={say.remove} help={say.removeHelp} checked={false} />
        )}
      </div>
    </div>
  );
}

/** The same for the picture across the top of the own page. */
export function CoverField({ visit, state, cover }: FieldsProps & { cover: string }): JSX.Element | null {
  const say = pictureTexts[visit.reader.locale];
  if (!mayUpload(visit) && !cover) return null;
  return (
    <div class="own-cover" data-crop="cover">
      <Cover address={cover} />
      {mayUpload(visit) && (
        <PictureField name="cover" label={say.cover} help={say.coverHelp} plainly={say.middle} state={state} />
      )}
      {cover && <Checkbox name={removalOf('cover')} label={say.coverRemove} checked={false} />}
    </div>
  );
}
