/** Kinds of the tasks that put documents into the index, and the field that says which; kept in rows, so never renamed. */
export const indexTasks = {
  post: { task: 'search.index-post', field: 'postId' },
  /** All posts of a member, whose name is another one now; and those that the first task has not come to. */
  posts: { task: 'search.index-posts-of', field: 'memberId' },
  morePosts: { task: 'search.index-more-posts-of', field: 'memberId' },
  member: { task: 'search.index-member', field: 'memberId' },
  /** The field is a list. */
  topics: { task: 'search.index-topics', field: 'topicIds' },
} as const;
