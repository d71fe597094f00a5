import type { CommentCard, ReplyCard } from '#community/comments';
import type { PostCard } from '#community/posts';
import type { ReadingVisit } from '#web/shell';
import type { CommentView } from '#web/ui';
import type { PostModels } from '../posts/post-models.js';

/** Comments as the page of their post shows them, with what the reader has done with each. */
export function commentViews(
  cards: readonly CommentCard[],
  post: PostCard,
  { viewer, site }: ReadingVisit,
  models: PostModels,
): CommentView[] {
  const about = ({ author, vote, place }: CommentCard | ReplyCard) => ({
    place,
    byPostAuthor: author.id === post.author.id,
    ...(viewer && {
      own: {
        vote,
        mayDelete: viewer.isAdmin || [author.id, post.author.id].includes(viewer.id),
        isOwn: author.id === viewer.id,
      },
    }),
  });
  return cards.map((card) => {
    const comment = models.comment(card, site);
    const replies = comment.replies.map((reply, index) => ({ ...reply, ...about(card.replies[index]!) }));
    return { ...comment, ...about(card), replies };
  });
}
