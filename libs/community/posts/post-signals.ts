import type { Id } from '#kernel/database';

/** That somebody has published a post which everybody may see. */
export const newPostsSignal = 'posts';

/** That something was said under a post which everybody may see. */
export const commentsSignal = (postId: Id): string => `comments:${postId}`;
