import type { ComponentChildren, JSX } from 'preact';
import type { ReadingVisit } from '#web/shell';
import {
  answeredBy,
  ComposerItems,
  composerTexts,
  FormToken,
  Icon,
  inPlace,
  ItemTemplates,
  type ShownItem,
} from '#web/ui';
import { longestComment } from '#community/comments';
import type { PostTexts } from './post.texts.js';

/** What somebody wanted to say, and why it was not said. */
export interface Unsaid {
  readonly content: string;
  readonly message: string;
  /** The pictures that came with it. */
  readonly items?: readonly ShownItem[] | undefined;
  /** The comment or reply that it answers. */
  readonly answers?: number | undefined;
  /** The member whom it is for, where that is not who wrote the comment. */
  readonly to?: number | undefined;
}

interface WriterProps {
  readonly visit: ReadingVisit;
  readonly say: PostTexts;
  readonly action: string;
  /** Of the text, on the page. */
  readonly id: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly button: string;
  readonly unsaid?: Unsaid | undefined;
  readonly autofocus?: boolean;
  /** The comment that it answers: a script shows that one anew, else all of them. */
  readonly under?: number;
  /** Whom it answers, where that is not who wrote the comment. */
  readonly to?: number | undefined;
  /** Back to the page without it. */
  readonly cancel?: string;
}

const mostPictures = 9;
const picture = 3;

/** Where something is said: grows with what is written. Pictures are for comments, and not for replies. */
export function Writer(props: WriterProps): JSX.Element {
  const { visit, action, id, unsaid, to, under } = props;
  const { reader } = visit;
  const place =
    under === undefined ? inPlace(action, '#comments', reader) : answeredBy(action, `#comment-${under}`, reader);
  return (
    <form
      class="writer"
      method="post"
      action={action}
      enctype={under === undefined ? 'multipart/form-data' : undefined}
      {...place}
    >
      <FormToken token={visit.formToken} />
      {to !== undefined && <input type="hidden" name="at_user_id" value={to} />}
      <Sheet {...props}>
        {unsaid && (
          <p class="alert" role="alert" id={`${id}-wrong`}>
            {unsaid.message}
          </p>
        )}
        <Text {...props} />
        {under === undefined && <Pictures {...props} />}
        <End {...props} />
        <p class="hidden-text" role="status" data-composer-said />
      </Sheet>
    </form>
  );
}

/** With what the scripts of the box have to know and to say. */
function Sheet({ visit: { reader }, say, children }: WriterProps & { children: ComponentChildren }): JSX.Element {
  const { uploading, uploaded, notUploaded, unfinished, moved, removed } = composerTexts[reader.locale];
  const words = { uploading, uploaded, notUploaded, unfinished, moved, removed };
  const own = { waiting: say.waiting, tooMany: say.tooManyPictures(mostPictures) };
  return (
    <div class="writer-sheet" data-words={JSON.stringify({ ...words, ...own })} data-most-files={mostPictures}>
      {children}
    </div>
  );
}

function Text({ visit: { reader }, id, label, placeholder, autofocus, unsaid }: WriterProps): JSX.Element {
  const composer = composerTexts[reader.locale];
  return (
    <div class="writer-text">
      <label class="hidden-text" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        name="content"
        rows={2}
        required
        placeholder={placeholder}
        autofocus={autofocus ?? unsaid !== undefined}
        aria-invalid={unsaid ? 'true' : undefined}
        aria-describedby={[unsaid && `${id}-wrong`, `${id}-count`].filter(Boolean).join(' ')}
        data-grows
        data-suggest-words={composer.suggestions}
        data-suggest-only="@"
        data-suggest-found={composer.found(2).replace('2', '{n}')}
        data-limit={longestComment}
        data-left={composer.left('{n}')}
        data-over={composer.over('{n}')}
      >
        {unsaid?.content}
      </textarea>
    </div>
  );
}

function Pictures({ visit: { reader }, unsaid }: WriterProps): JSX.Element {
  const say = composerTexts[reader.locale];
  return (
    <>
      <ComposerItems say={say} items={unsaid?.items ?? []} state={{ values: {}, errors: {} }} />
      <ItemTemplates say={say} types={[picture]} />
    </>
  );
}

function End({ visit: { reader }, say, id, under, cancel, button }: WriterProps): JSX.Element {
  return (
    <div class="writer-end">
      {under === undefined && (
        <label class="writer-add" title={say.addPicture}>
          <Icon name="picture" />
          <span class="writer-add-text">{composerTexts[reader.locale].addPictures}</span>
          <input
            type="file"
            name="pictures"
            multiple
            accept="image/png,image/jpeg,image/gif,image/webp"
            data-type={picture}
          />
        </label>
      )}
      <span class="writer-count" id={`${id}-count`} data-count hidden />
      {cancel && (
        <a class="button quiet small" href={cancel} data-cancel>
          {say.cancel}
        </a>
      )}
      <button class="button small">{button}</button>
    </div>
  );
}
