import type { JSX } from 'preact';
import {
  Back,
  CommentList,
  type CommentView,
  Pager,
  picturesOf,
  type PostView,
  textOf,
  titleOf,
  WholePost,
} from '#web/ui';
import { type Figures, SiteLayout } from '#web/shell';
import { topicPath } from '#web/ui';
import type { ReadingVisit } from '#web/shell';

export interface PostModel {
  readonly visit: ReadingVisit;
  readonly figures: Figures;
  readonly post: PostView;
  readonly comments: readonly CommentView[];
  readonly page: number;
  readonly more: boolean;
}

export function PostPage({ visit, figures, post, comments, page, more }: PostModel): JSX.Element {
  const { reader, say, site } = visit;
  const pathOf = (number: number): string => `/post/${post.id}${number > 1 ? `?page=${number}` : ''}`;
  return (
    <SiteLayout {...{ visit, figures }} meta={metaOf(visit, post, site + pathOf(page))}>
      <header class="head">
        <Back href="/" reader={reader} />
        <h1>{say.post}</h1>
      </header>
      <WholePost {...{ post, reader, topicPath }} />
      <section id="comments">
        <h2 class="section">{say.comments}</h2>
        <CommentList {...{ comments, reader }} />
        <Pager {...{ page, more, pathOf, reader }} end={comments.length ? say.commentsEnd : say.noComments} />
      </section>
    </SiteLayout>
  );
}

function metaOf({ community, say, site }: ReadingVisit, post: PostView, canonical: string) {
  const { title, text, picture } = summaryOf(post);
  return {
    title: `${post.author.name}: ${title || say.post} · ${community}`,
    description: text || say.postBy(post.author.name),
    kind: 'article' as const,
    canonical,
    ...(picture && { image: picture.startsWith('/') ? site + picture : picture }),
  };
}

/** For those who share the page. What stands behind a warning is not told before it. */
function summaryOf({ cover, blocks, isRepost, quoted }: PostView): { title: string; text: string; picture?: string } {
  if (cover) return { title: cover, text: cover };
  if (isRepost && typeof quoted === 'object') return summaryOf(quoted);
  const text = textOf(blocks).replace(/\s+/g, ' ');
  const [picture] = picturesOf(blocks);
  return {
    title: titleOf(blocks) ?? beginning(text, 40),
    text: beginning(text, 160),
    ...(picture && { picture: picture.address }),
  };
}

function beginning(text: string, most: number): string {
  const letters = Array.from(text);
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
