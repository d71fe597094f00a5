import type { JSX } from 'preact';
import type { ReadingVisit } from '#web/shell';
import { AvatarLink, Icon } from '#web/ui';
import type { PostTexts } from './post.texts.js';
import type { Standing } from './standing.js';
import { type Unsaid, Writer } from './writer.js';

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
    <div class="comment-box" id="comment" data-standing={`${path}/box`}>
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

type NoBoxProps = Pick<CommentBoxProps, 'visit' | 'say' | 'standing' | 'path' | 'unsaid'> & {
  /** Whether a script may put into it what somebody was writing. */
  readonly keeps?: boolean;
};

/** Why nothing can be said. */
export function NoBox(props: NoBoxProps): JSX.Element {
  const { visit, say, standing, path, unsaid, keeps } = props;
  const reasons: Record<Standing, string> = {
    open: '',
    'read-only': visit.say.readOnly,
    'sign-in': say.signInFirst,
    phone: say.phoneFirst,
    suspended: say.suspended,
    closed: say.closed,
    full: say.full,
  };
  return (
    <div class="no-box" id="comment">
      <p class="no-box-why">
        {['closed', 'read-only'].includes(standing) && <Icon name="lock" />}
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
      {(unsaid ?? keeps) && <StillThere say={say} content={unsaid?.content ?? ''} />}
    </div>
  );
}

/** Whoever wrote something that can no longer be sent keeps it. */
const StillThere = ({ say, content }: { say: PostTexts; content: string }): JSX.Element => (
  <div class="field" data-unsaid hidden={!content}>
    <label for="content">{say.notSent}</label>
    <textarea id="content" rows={4} readOnly>
      {content}
    </textarea>
  </div>
);
