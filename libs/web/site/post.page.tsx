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
import { type Figures, SiteLayout, topicPath } from './site-layout.js';
import type { Visit } from './site-pages.js';

export interface PostModel {
  readonly visit: Visit;
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
    <SiteLayout {...{ visit, figures }} topics={post.topics} meta={metaOf(visit, post, site + pathOf(page))}>
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

function metaOf({ community, say, site }: Visit, post: PostView, canonical: string) {
  const text = textOf(post.blocks).replace(/\s+/g, ' ');
  const [picture] = picturesOf(post.blocks);
  const title = titleOf(post.blocks) ?? beginning(text, 40);
  return {
    title: `${post.author.name}: ${title} · ${community}`,
    description: beginning(text, 160) || say.postBy(post.author.name),
    kind: 'article' as const,
    canonical,
    ...(picture && { image: picture.startsWith('/') ? site + picture : picture }),
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
