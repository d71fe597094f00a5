import type { ComponentChildren, JSX } from 'preact';
import type { ReadingVisit } from '#web/shell';
import { FormToken, postPath, type PostView, Sendable } from '#web/ui';
import { cardIn } from './post-answers.js';
import type { PostsTexts } from './posts.texts.js';

/** Something is asked of a post before it is done. */
export interface AskedOfPost {
  readonly visit: ReadingVisit;
  readonly say: PostsTexts;
  readonly post: PostView;
  /** Where whoever changes their mind goes. */
  readonly back: string;
}

interface PartProps {
  readonly visit: ReadingVisit;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** The same as on a page of its own, for a script that asks it where somebody is. */
export const AskedPart = ({ visit: { reader }, title, children }: PartProps): JSX.Element => (
  <section class="asked" data-failed={reader.say.notDone}>
    <h2 id="asked-title">{title}</h2>
    {children}
  </section>
);

interface FormProps {
  readonly asked: AskedOfPost;
  readonly act: 'delete' | 'visibility';
  readonly class: string;
  /** By a script, which shows the card anew, or takes it away. */
  readonly inPlace: boolean;
  readonly children: ComponentChildren;
}

/** Whoever deletes a post on its own page has to go elsewhere. */
export function AskedForm({ asked, act, class: look, inPlace, children }: FormProps): JSX.Element {
  const { visit, post, back } = asked;
  const { card } = cardIn(back);
  const action = `${postPath(post.id)}/${act}`;
  const part = `#post-${card ?? post.id}`;
  const isGone = act === 'delete';
  const stays = inPlace && !(isGone && card === null);
  return (
    <form
      class={look}
      method="post"
      action={action}
      hx-post={stays ? action : undefined}
      hx-target={stays && !isGone ? part : undefined}
      hx-swap={stays ? (isGone ? 'none' : 'outerMorph') : undefined}
      data-press={stays || undefined}
      data-gone={stays && isGone ? part : undefined}
    >
      <FormToken token={visit.formToken} />
      <input type="hidden" name="back" value={back} />
      <Sendable token={visit.formToken}>{children}</Sendable>
    </form>
  );
}
