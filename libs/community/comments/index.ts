export type { CommentCard, ReplyCard } from './comment-card.js';
export { CommentHighlightsService } from './comment-highlights.service.js';
export { CommentVotesService } from './comment-votes.service.js';
export { CommentPublished, ReplyPublished } from './comments.events.js';
export { CommentsModule } from './comments.module.js';
export type { CommentStyle } from './comments.queries.js';
export { type CommentList, CommentsService } from './comments.service.js';
export { RepliesService } from './replies.service.js';
