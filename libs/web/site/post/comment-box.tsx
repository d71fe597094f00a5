import type { JSX } from 'preact';
import type { ReadingVisit } from '#web/shell';
import { AvatarLink, FormToken, Icon, inPlace } from '#web/ui';
import type { PostTexts } from './post.texts.js';

/** Why nothing can be said under a post by whoever reads it; `open`: something can. */
export type Standing = 'open' | 'sign-in' | 'suspended' | 'phone' | 'closed' | 'full';

/** What somebody wanted to say, and why it was not said. */
export interface Unsaid {
  readonly content: string;
  readonly message: string;
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
  /** Whom it answers, where that is not who wrote the comment. */
  readonly to?: number | undefined;
  /** Back to the page without it. */
  readonly cancel?: string;
}

/** Where something is said: grows with what is written. */
export function Writer(props: WriterProps): JSX.Element {
  const { visit, say, action, id, label, unsaid, to, cancel } = props;
  return (
    <form class="writer" method="post" action={action} {...inPlace(action, '#comments', visit.reader)}>
      <FormToken token={visit.formToken} />
      {to !== undefined && <input type="hidden" name="at_user_id" value={to} />}
      {unsaid && (
        <p class="alert" role="alert" id={`${id}-wrong`}>
          {unsaid.message}
        </p>
      )}
      <label class="hidden-text" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        name="content"
        rows={2}
        required
        placeholder={props.placeholder}
        autofocus={props.autofocus ?? unsaid !== undefined}
        aria-invalid={unsaid ? 'true' : undefined}
        aria-describedby={unsaid && `${id}-wrong`}
        data-grows
        data-mentions
      >
        {unsaid?.content}
      </textarea>
      <div class="writer-end">
        {cancel && (
          <a class="button quiet small" href={cancel} data-cancel>
            {say.cancel}
          </a>
        )}
        <button class="button small">{props.button}</button>
      </div>
    </form>
  );
}

interface CommentBoxProps {
  readonly visit: ReadingVisit;
  readonly say: PostTexts;
  readonly action: string;
  readonly standing: Standing;
  /** Path of the page. */
  readonly path: string;
  readonly unsaid: Unsaid | undefined;
}

/** Above the comments: where to say something, or why one cannot. */
export function CommentBox({ visit, say, action, standing, path, unsaid }: CommentBoxProps): JSX.Element {
  if (standing !== 'open') return <NoBox {...{ visit, say, standing, path, unsaid }} />;
  return (
    <div class="comment-box" id="comment">
      <AvatarLink of={visit.own!} />
      <Writer
        {...{ visit, say, action, unsaid }}
        id="content"
        label={say.yourComment}
        placeholder={say.writeComment}
        button={say.comment}
      />
    </div>
  );
}

function NoBox(props: Pick<CommentBoxProps, 'visit' | 'say' | 'standing' | 'path' | 'unsaid'>): JSX.Element {
  const { visit, say, standing, path, unsaid } = props;
  const reasons: Record<Standing, string> = {
    open: '',
    'sign-in': say.signInFirst,
    phone: say.phoneFirst,
    suspended: say.suspended,
    closed: say.closed,
    full: say.full,
  };
  return (
    <div class="no-box" id="comment">
      <p class="no-box-why">
        {standing === 'closed' && <Icon name="lock" />}
        <span>{reasons[standing]}</span>
        {standing === 'sign-in' && (
          <a class="button small" href={`/sign-in?${new URLSearchParams({ next: path })}`}>
            {visit.say.signIn}
          </a>
        )}
        {standing === 'phone' && (
          <a class="button small" href="/settings/account">
            {say.addPhone}
          </a>
        )}
      </p>
      {unsaid && <StillThere {...{ say, unsaid }} />}
    </div>
  );
}

/** Whoever wrote something that can no longer be sent keeps it. */
const StillThere = ({ say, unsaid }: { say: PostTexts; unsaid: Unsaid }): JSX.Element => (
  <div class="field">
    <label for="content">{say.notSent}</label>
    <textarea id="content" rows={4} readOnly>
      {unsaid.content}
    </textarea>
  </div>
);
