export { BlockViews, type ShownBlock, type ShownFile } from './block-views.js';
export { PostAccessService } from './post-access.service.js';
export {
  type BlockRules,
  blockType,
  composeBlocks,
  isAttachment,
  lengthOf,
  mediaUses,
  type NewBlock,
  storedBlock,
} from './post-blocks.js';
export { type PostCard, postCardColumns, type PostRevision, seconds } from './post-card.js';
export { PostCards } from './post-cards.js';
export { PostCardsQueries, type RevisedCard, revisedCardColumns } from './post-cards.queries.js';
export { PostCommentsService } from './post-comments.service.js';
export { composeDraft, type PostDraft } from './post-drafts.js';
export { PostEditsService } from './post-edits.service.js';
export { PostFavoursService } from './post-favours.service.js';
export { PostMarksService } from './post-marks.service.js';
export { PostQuotes } from './post-quotes.js';
export { type PostRef, postRef, postRefSql } from './post-refs.js';
export { PostRemovalService } from './post-removal.service.js';
export { seenBy } from './seen-by.js';
export { PostRepostsService } from './post-reposts.service.js';
export { commentsSignal, newPostsSignal } from './post-signals.js';
export { PostStarsService } from './post-stars.service.js';
export { composeMentions, isTopic, tagKey } from './post-tags.js';
export { PostTotals, type Recounting, type RememberedTotal } from './post-totals.js';
export { noPostJson, PostViews } from './post-views.js';
export {
  maySeeSql,
  publicSql,
  type ViewerSql,
  visibility,
  visibilityFromWire,
  visibilityToWire,
} from './post-visibility.js';
export { blockSchema, EditPostDto, PublishPostDto } from './posts.dto.js';
export {
  PostCounted,
  PostDeleted,
  PostEdited,
  PostMarked,
  PostPublished,
  PostQuoted,
  PostsPurged,
  PostVisibilityChanged,
} from './posts.events.js';
export type { RuledPost } from './posts.repository.js';
export { PostsModule } from './posts.module.js';
export { PostsService } from './posts.service.js';
export { PostBlockView, PostStatusView, PostView, QuotedPostView } from './posts.views.js';
export { refuseReusedKey, type RequestKey, requestKeyOf, sameRequestSql, saysTheSameSql } from './request-key.js';
