import type { JSX } from 'preact';
import type { Reader } from '#web/ui';

interface NewPostsProps {
  readonly style: 'newest' | 'following';
  readonly text: string;
}

/** Says that there are some, and leads to them; what one reads stays where it is until then. */
export const NewPosts = ({ style, text }: NewPostsProps): JSX.Element => (
  <a href={style === 'newest' ? '/' : `/?style=${style}`}>{text}</a>
);

/** Where that is said. */
export function NewPostsPlace({ style, reader }: Pick<NewPostsProps, 'style'> & { reader: Reader }): JSX.Element {
  const query = new URLSearchParams({ style, language: reader.locale });
  return <div class="newer" role="status" data-newer={`/newer?${query}`} />;
}
