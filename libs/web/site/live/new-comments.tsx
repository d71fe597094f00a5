import type { JSX } from 'preact';
import { pathTo } from '#web/ui';

/** Says that there are some, and leads to them; what one reads stays where it is until then. */
export const NewComments = ({ postId, text }: { readonly postId: number; readonly text: string }): JSX.Element => (
  <a href={`${pathTo(postId, { style: 'newest' })}#comments`}>{text}</a>
);
