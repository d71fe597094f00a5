import type { JSX } from 'preact';
import type { FormState, ReadingVisit } from '#web/shell';
import { Avatar, Field, Form } from '#web/ui';
import { pictureField } from './own-picture.js';
import { pictureTexts } from './picture.texts.js';

interface PictureFormProps {
  readonly visit: ReadingVisit;
  /** Where it is sent. */
  readonly action: string;
  readonly state: FormState;
}

/** The own picture and a form for another one. A script shows what was chosen, cuts it and makes it small enough. */
export function PictureForm({ visit, action, state }: PictureFormProps): JSX.Element {
  const { reader, own, formToken, settings, viewer } = visit;
  const say = pictureTexts[reader.locale];
  const mayUpload = viewer!.hasPhone || !settings.phoneRequired;
  return (
    <div class="own-picture">
      <Avatar of={own!} />
      {mayUpload ? (
        <Form {...{ reader, action, state }} token={formToken} class="form plain" files>
          <Field
            name={pictureField}
            label={say.picture}
            help={say.help}
            state={state}
            type="file"
            accept="image/jpeg,image/png,image/gif,image/webp"
            required
          />
          <button class="button quiet">{say.use}</button>
        </Form>
      ) : (
        <p class="muted">{say.needsPhone}</p>
      )}
    </div>
  );
}
