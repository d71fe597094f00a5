import type { JSX } from 'preact';
import { Avatar } from './byline.js';
import { type ComposerTexts, composerTexts } from './composer.texts.js';
import { ComposerItems, ItemTemplates, type ShownItem } from './composer-items.js';
import { Field, Form, type Option, Select, type ShownForm } from './forms.js';
import { Icon, type IconName } from './icons.js';
import { QuotedPost } from './quoted-post.js';
import type { Reader } from './reader.js';
import type { PersonView, QuotedView } from './views.js';

/** What a post may carry here. */
export interface ComposerTakes {
  readonly films: boolean;
  readonly files: boolean;
  readonly prices: boolean;
}

export interface ComposerProps {
  readonly reader: Reader;
  readonly token: string | null;
  readonly author: PersonView;
  readonly state: ShownForm;
  /** Where it is sent. */
  readonly action: string;
  readonly items: readonly ShownItem[];
  readonly takes: ComposerTakes;
  /** Characters of text, and of files how many and MB of a picture. */
  readonly limits: { readonly text: number; readonly files: number; readonly pictureSize: string };
  /** Who may read it, the usual first; none where that is not asked. */
  readonly audiences: readonly Option[];
  readonly quoted?: QuotedView | undefined;
  /** Sent with it, and not shown. */
  readonly hidden: Readonly<Record<string, string>>;
  /** Under which name a browser keeps what was typed. */
  readonly draft: string;
  readonly isNew: boolean;
}

/** For a post, new or edited. Without scripts files go in one form, and come back with their descriptions to be filled in. */
export function Composer(props: ComposerProps): JSX.Element {
  const { reader, token, state, action, hidden } = props;
  const say = composerTexts[reader.locale];
  return (
    <Form {...{ reader, token, state, action }} files class="form plain composer" id="composer">
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <div class="composer-sheet" {...scriptWords(props, say)}>
        <Restored say={say} />
        <Writing {...props} say={say} />
        <ComposerItems {...{ say, items: props.items, state }} />
        {props.quoted && <QuotedPost quoted={props.quoted} reader={reader} />}
        <Extras {...props} say={say} />
        <Tools {...props} say={say} />
        <p class="composer-drop" aria-hidden="true">
          {say.drop}
        </p>
        <p class="hidden-text" role="status" data-composer-said />
        <ItemTemplates say={say} />
      </div>
    </Form>
  );
}

type Part = ComposerProps & { readonly say: ComposerTexts };

/** What the scripts of the composer have to know and to say. */
function scriptWords({ draft, limits, author }: ComposerProps, say: ComposerTexts): Record<string, string> {
  const { uploading, uploaded, notUploaded, waiting, unfinished, moved, removed } = say;
  const words = { uploading, uploaded, notUploaded, waiting, unfinished, moved, removed };
  const counted = { left: say.left('{n}'), over: say.over('{n}'), tooMany: say.tooMany(limits.files) };
  return {
    'data-composer': `${author.username}:${draft}`,
    'data-limit': String(limits.text),
    'data-most-files': String(limits.files),
    'data-words': JSON.stringify({ ...words, ...counted }),
  };
}

const Restored = ({ say }: { say: ComposerTexts }): JSX.Element => (
  <p class="note composer-restored" data-restored hidden>
    <span>{say.restored}</span>
    <button class="button quiet small" type="button" data-act="discard">
      {say.discard}
    </button>
  </p>
);

function Writing({ author, state, say, isNew, hidden }: Part): JSX.Element {
  const wrong = state.errors['content'];
  const notes = [wrong && 'content-wrong', 'composer-count'].filter(Boolean).join(' ');
  return (
    <div class="composer-writing">
      <Avatar of={author} />
      <div class="composer-text">
        {state.values['title'] !== undefined && <Field name="title" label={say.titleField} state={state} />}
        <label class="hidden-text" for="content">
          {say.content}
        </label>
        <textarea
          id="content"
          name="content"
          rows={isNew && !hidden['quote_id'] ? 5 : 4}
          placeholder={say.prompt}
          autofocus={!wrong}
          aria-invalid={wrong ? 'true' : undefined}
          aria-describedby={notes}
          data-suggest-words={say.suggestions}
          data-suggest-found={say.found(2).replace('2', '{n}')}
        >
          {state.values['content']}
        </textarea>
        {wrong && (
          <span class="wrong" id="content-wrong">
            {wrong}
          </span>
        )}
        <p class="composer-surplus" data-surplus hidden>
          {say.surplus} <mark />
        </p>
      </div>
    </div>
  );
}

/** What few posts need stands behind a line that opens it. */
const Extras = ({ state, say, takes, audiences }: Part): JSX.Element => (
  <div class="composer-extras">
    <details class="composer-extra" open={Boolean(state.values['cover'] || state.errors['cover'])}>
      <summary>
        <Icon name="cover" />
        {say.addWarning}
      </summary>
      <Field name="cover" label={say.warning} help={say.warningAbout} state={state} autocomplete="off" />
    </details>
    {takes.prices && (
      <details class="composer-extra" open={Boolean(state.values['price'] || state.errors['price'])}>
        <summary>
          <Icon name="wallet" />
          {say.sell}
        </summary>
        <Field
          name="price"
          label={say.price}
          help={say.priceAbout}
          state={state}
          inputMode="decimal"
          autocomplete="off"
        />
      </details>
    )}
    {audiences.length > 0 && <Select name="visibility" label={say.audience} options={audiences} state={state} />}
  </div>
);

const accepts = {
  pictures: 'image/png,image/jpeg,image/gif,image/webp',
  films: 'video/mp4,video/quicktime',
  attachments: '.zip,application/zip',
};

function Tools({ say, takes, limits, isNew }: Part): JSX.Element {
  const about = say.picturesAbout(limits.files, limits.pictureSize);
  return (
    <div class="composer-tools">
      <button class="button composer-send">{isNew ? say.post : say.save}</button>
      <button class="button quiet composer-first" name="then" value="describe">
        {say.describeFirst}
      </button>
      <span class="composer-count" id="composer-count" data-count hidden />
      <div class="composer-adds">
        <Adding name="pictures" type={3} icon="picture" text={say.addPictures} about={about} />
        {takes.films && <Adding name="films" type={4} icon="film" text={say.addFilm} />}
        {takes.files && <Adding name="attachments" type={7} icon="file" text={say.addFiles} about={say.zipAbout} />}
      </div>
    </div>
  );
}

interface AddingProps {
  readonly name: keyof typeof accepts;
  /** As on the wire. */
  readonly type: number;
  readonly icon: IconName;
  readonly text: string;
  readonly about?: string;
}

const Adding = ({ name, type, icon, text, about }: AddingProps): JSX.Element => (
  <label class="composer-add" title={text}>
    <Icon name={icon} />
    <span class="composer-add-text">{text}</span>
    <input type="file" name={name} multiple accept={accepts[name]} data-type={type} />
    {about && <span class="help">{about}</span>}
  </label>
);
