/** Kinds of the tasks that put documents into the index, and what they say of them; kept in rows, so never renamed. */
export const indexTasks = {
  post: { task: 'search.index-post', field: 'postId' },
  /** The posts of one author, whose names are others now. */
  posts: { task: 'search.index-posts-of', field: 'memberId' },
  member: { task: 'search.index-member', field: 'memberId' },
  /** `topicIds` is a list. */
  topics: { task: 'search.index-topics', field: 'topicIds' },
} as const;
