import type { JSX } from 'preact';
import type { ReadingVisit } from '#web/shell';
import { Pager, PostCard, type PostView } from '#web/ui';

interface PostListProps {
  readonly visit: ReadingVisit;
  readonly posts: readonly PostView[];
  readonly page: number;
  /** Whether there is another page. */
  readonly more: boolean;
  readonly pathOf: (page: number) => string;
  /** Said when there is nothing further. */
  readonly end: string;
}

/** A list of posts, wherever it stands, and the way to the rest of it. */
export const PostList = ({ visit, posts, ...pager }: PostListProps): JSX.Element => {
  const { reader, settings, formToken, here } = visit;
  return (
    <>
      <div class="feed" id="feed">
        {posts.map((post) => (
          <PostCard {...{ post, reader, here }} token={formToken} foldAt={settings.webEllipsisSize} />
        ))}
      </div>
      <Pager {...pager} reader={reader} feed="#feed" />
    </>
  );
};
